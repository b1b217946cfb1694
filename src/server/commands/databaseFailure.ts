import { EXIT } from '../../cli/exitCode';
import { StartupProblem } from '../startupProblem';

/**
 * Returns the address of the server to write to. Errors: StartupProblem, if it is missing or not
 * valid.
 */
export function writableAddress(url: string | null | undefined): URL {
  if (!url) {
    throw new StartupProblem(
      'DATABASE_URL is not set. Set it to the database to migrate: postgresql://user:password@host:5432/database',
    );
  }
  if (URL.canParse(url) && /^postgres(ql)?:$/.test(new URL(url).protocol)) return new URL(url);
  // The message does not repeat the value, because it may have a password.
  throw new StartupProblem(
    'DATABASE_URL is not a PostgreSQL address. It looks like this: postgresql://user:password@host:5432/database',
  );
}

/**
 * Explains why writing to a server failed: one line with the cause and what to do, without the
 * password. `what` is the attempted action, such as "The migration". It ran in one transaction, so
 * nothing was changed.
 */
export function databaseFailure(error: unknown, { host, pathname, username }: URL, what: string): StartupProblem {
  const { code, message } = rootOf(error);
  const database = pathname.slice(1);
  const unreachable = (text: string) => new StartupProblem(text, EXIT.unreachable);
  switch (code) {
    case '28P01':
    case '28000':
      return unreachable(
        `${host} rejects the user "${username}": ${message}. Check the name and the password in DATABASE_URL.`,
      );
    case '3D000':
      return unreachable(`There is no database "${database}" on ${host}. Create it first: createdb ${database}`);
    case '42501':
      return new StartupProblem(
        `"${username}" may not do this in "${database}": ${message}. Run it as a role that may create tables there.`,
      );
    case '42P07':
      return new StartupProblem(
        `"${database}" has tables of its own: ${message}. No table was changed; describe yours in schema/model/tables.yaml.`,
      );
    case '42P01':
      return new StartupProblem(`"${database}" lacks a table: ${message}. Run \`metergate migrate\` first.`);
    default:
      // PostgreSQL's codes have five characters. Any other code means that no connection was made.
      return /^[0-9A-Z]{5}$/.test(code)
        ? new StartupProblem(`${what} failed and nothing was changed: ${message} (${code}).`)
        : unreachable(
            `Cannot connect to ${host}: ${message || code}. Check that the database runs there and that DATABASE_URL is right.`,
          );
  }
}

/** Finds the database driver's own error inside the wrappers of TypeORM and Node. */
function rootOf(error: unknown): { code: string; message: string } {
  const outer = error as { driverError?: unknown; errors?: unknown[]; code?: string; message?: string };
  const inner = outer.driverError ?? outer.errors?.[0];
  if (inner !== undefined) return rootOf(inner);
  return { code: outer.code ?? '', message: (outer.message ?? String(error)).split('\n')[0] as string };
}
