import { EXIT } from '../../cli/exitCode';
import { StartupProblem } from '../startupProblem';

/** The address of a server to write to, which must be given. Errors: StartupProblem. */
export function writableAddress(url: string | null | undefined): URL {
  if (!url) {
    throw new StartupProblem(
      'DATABASE_URL is not set. Set it to the database to migrate: postgresql://user:password@host:5432/database',
    );
  }
  if (URL.canParse(url) && /^postgres(ql)?:$/.test(new URL(url).protocol)) return new URL(url);
  // The value itself may hold a password and is not repeated.
  throw new StartupProblem(
    'DATABASE_URL is no PostgreSQL address. It looks like this: postgresql://user:password@host:5432/database',
  );
}

/**
 * Why writing to a server failed, in one line with what to do and without the password. `what` is what was tried: "The migration". It
 * ran in one transaction, so that nothing was changed.
 */
export function databaseFailure(error: unknown, { host, pathname, username }: URL, what: string): StartupProblem {
  const { code, message } = rootOf(error);
  const database = pathname.slice(1);
  const unreachable = (text: string) => new StartupProblem(text, EXIT.unreachable);
  switch (code) {
    case '28P01':
    case '28000':
      return unreachable(
        `${host} does not let "${username}" in: ${message}. See that the name and the password in DATABASE_URL are right.`,
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
      // PostgreSQL's own codes have five characters; anything else never got that far.
      return /^[0-9A-Z]{5}$/.test(code)
        ? new StartupProblem(`${what} failed and nothing was changed: ${message} (${code}).`)
        : unreachable(
            `Cannot connect to ${host}: ${message || code}. See that the database runs there and that DATABASE_URL is right.`,
          );
  }
}

/** The database driver's own error, out of what TypeORM and Node wrap it in. */
function rootOf(error: unknown): { code: string; message: string } {
  const outer = error as { driverError?: unknown; errors?: unknown[]; code?: string; message?: string };
  const inner = outer.driverError ?? outer.errors?.[0];
  if (inner !== undefined) return rootOf(inner);
  return { code: outer.code ?? '', message: (outer.message ?? String(error)).split('\n')[0] as string };
}
