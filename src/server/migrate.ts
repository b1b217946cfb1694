import { dataSource } from '../database/dataSource';

/**
 * `npm run migrate`: brings the tables of the database at DATABASE_URL up to date. Nothing else in the gateway ever
 * changes a database server.
 */
const HELP = `Creates or updates the gateway's tables in the database that DATABASE_URL names.

  DATABASE_URL=postgresql://user:password@host:5432/database npm run migrate

Each migration runs once; all that are due run in one transaction, or none does. The role needs the right to create
tables. A database whose tables come from elsewhere needs no migration: describe them in schema/model/tables.yaml.

  --help   shows this text`;

/** Where words go: results to `say`, problems to `complain`. */
export interface Voice {
  say(line: string): void;
  complain(line: string): void;
}

/** Runs the command and gives its exit code: 0 if the database is up to date afterwards. */
export async function migrate(args: readonly string[], url: string | undefined, voice: Voice): Promise<0 | 1> {
  if (args.includes('--help') || args.includes('-h')) {
    voice.say(HELP);
    return 0;
  }
  const problem = args.length > 0 ? `Unknown argument ${args[0]}; see --help.` : problemOf(url);
  if (problem !== null) {
    voice.complain(problem);
    return 1;
  }
  try {
    await run(url as string, voice);
    return 0;
  } catch (error) {
    voice.complain(explain(error, new URL(url as string)));
    return 1;
  }
}

async function run(url: string, voice: Voice): Promise<void> {
  // TypeORM says what fails in its own words, beside ours; the `debug` logger is silent unless asked.
  const source = await dataSource({ url }).setOptions({ logger: 'debug' }).initialize();
  try {
    const done = await source.runMigrations();
    for (const migration of done) voice.say(`Done: ${inWords(migration.name)}.`);
    const { host, pathname } = new URL(url);
    voice.say(`${done.length === 0 ? 'Nothing to do: ' : ''}${host}${pathname} is up to date.`);
  } finally {
    await source.destroy();
  }
}

/** `CreateProductTables1792368000000` → `create product tables`. */
function inWords(name: string): string {
  const words = name.replace(/\d+$/, '').replace(/([A-Z])/g, ' $1');
  return words.trim().toLowerCase();
}

function problemOf(url: string | undefined): string | null {
  if (!url)
    return 'DATABASE_URL is not set. Set it to the database to migrate: postgresql://user:password@host:5432/database';
  if (URL.canParse(url) && /^postgres(ql)?:$/.test(new URL(url).protocol)) return null;
  // The value itself may hold a password and is not repeated.
  return 'DATABASE_URL is no PostgreSQL address. It looks like this: postgresql://user:password@host:5432/database';
}

/** One line on what went wrong and what to do, without the password. */
function explain(error: unknown, { host, pathname, username }: URL): string {
  const { code, message } = rootOf(error);
  const database = pathname.slice(1);
  switch (code) {
    case '28P01':
    case '28000':
      return `${host} does not let "${username}" in: ${message}. See that the name and the password in DATABASE_URL are right.`;
    case '3D000':
      return `There is no database "${database}" on ${host}. Create it first: createdb ${database}`;
    case '42501':
      return `"${username}" may not do this in "${database}": ${message}. Run it as a role that may create tables there.`;
    case '42P07':
      return `"${database}" has tables of its own: ${message}. No table was changed; describe yours in schema/model/tables.yaml.`;
    default:
      // PostgreSQL's own codes have five characters; anything else never got that far.
      return /^[0-9A-Z]{5}$/.test(code)
        ? `The migration failed and nothing was changed: ${message} (${code}).`
        : `Cannot connect to ${host}: ${message || code}. See that the database runs there and that DATABASE_URL is right.`;
  }
}

/** The database driver's own error, out of what TypeORM and Node wrap it in. */
function rootOf(error: unknown): { code: string; message: string } {
  const outer = error as { driverError?: unknown; errors?: unknown[]; code?: string; message?: string };
  const inner = outer.driverError ?? outer.errors?.[0];
  if (inner !== undefined) return rootOf(inner);
  return { code: outer.code ?? '', message: (outer.message ?? String(error)).split('\n')[0] as string };
}

if (require.main === module) {
  const voice = { say: (line: string) => console.log(line), complain: (line: string) => console.error(line) };
  void migrate(process.argv.slice(2), process.env['DATABASE_URL'], voice).then((code) => (process.exitCode = code));
}
