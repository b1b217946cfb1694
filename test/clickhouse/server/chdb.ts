/** The part of the package `chdb` that is used here; it is installed only in this folder. */
interface Chdb {
  readonly Session: new (directory: string, options: { readonly connectionArgs: readonly string[] }) => Session;
}
interface Session {
  query(text: string): string;
  queryAsync(text: string, options: { readonly format: string }): Promise<{ bytes(): Uint8Array }>;
  close(): void;
}

/** One statement, as a client sends it over HTTP. */
export interface ServedQuery {
  readonly text: string;
  readonly queryId: string;
  readonly database: string;
  /** Parameters by name, in the escaped form of the protocol. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly settings: Readonly<Record<string, string>>;
}

/** An error of ClickHouse, with its code. */
export class ClickhouseFailure extends Error {
  constructor(
    readonly code: number,
    message: string,
  ) {
    super(message);
  }
}

const DEFAULT_FORMAT = 'TabSeparated';
/** A server limits the text of a statement, but not parameters, which here are in a text too. */
const OPTIONS = { connectionArgs: ['--max_query_size=1000000000'] };

/**
 * ClickHouse in this process. Each statement has a session of its own, so statements run side by
 * side. The id of a statement is in the setting `log_comment`: chdb chooses the `query_id` itself.
 */
export class InProcess {
  private readonly Session: Chdb['Session'];
  /** Keeps the database open between statements. */
  private readonly keeper: Session;

  constructor(private readonly directory: string) {
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    ({ Session: this.Session } = require('chdb') as Chdb);
    this.keeper = new this.Session(directory, OPTIONS);
  }

  /** Errors: ClickhouseFailure. */
  async run(query: ServedQuery, profile: Readonly<Record<string, string>>): Promise<Uint8Array> {
    const session = new this.Session(this.directory, OPTIONS);
    try {
      // As on a server: parameters are no settings, and the profile comes before what is sent.
      const parameters = Object.entries(query.parameters).map(([name, value]) => [`param_${name}`, value] as const);
      for (const pairs of [parameters, [['log_comment', query.queryId] as const]]) set(session, pairs);
      session.query(`use ${quotedName(query.database)}`);
      for (const pairs of [profile, query.settings]) set(session, Object.entries(pairs));
      return (await session.queryAsync(withOwnIds(query.text), { format: DEFAULT_FORMAT })).bytes();
    } catch (error) {
      throw failureOf(error);
    } finally {
      session.close();
    }
  }

  close(): void {
    this.keeper.close();
  }
}

function set(session: Session, pairs: readonly (readonly [name: string, value: string])[]): void {
  if (pairs.length === 0) return;
  session.query(`set ${pairs.map(([name, value]) => `${quotedName(name)} = ${quotedText(value)}`).join(', ')}`);
}

/** In `kill query`, the id of a statement is its `log_comment`. */
function withOwnIds(text: string): string {
  return /^\s*kill\s+query/i.test(text) ? text.replace(/\bquery_id\b/g, `Settings['log_comment']`) : text;
}

function quotedName(name: string): string {
  return `\`${name.replace(/[\\`]/g, '\\$&')}\``;
}

function quotedText(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&').replaceAll('\0', '\\0')}'`;
}

function failureOf(error: unknown): ClickhouseFailure {
  const words = error instanceof Error ? error.message : String(error);
  const [, code, message] = /Code: (\d+)\. (.*)$/s.exec(words) ?? [];
  return new ClickhouseFailure(Number(code ?? 1001), message ?? words);
}
