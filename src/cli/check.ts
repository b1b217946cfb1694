import { loadRegistry } from '../registry/load';
import { RegistryProblems } from '../registry/problems';
import type { Registry } from '../model/registry';
import { EXIT, type ExitCode } from './exitCode';
import type { CliEnvironment } from './environment';
import { closing } from './interrupt';

export interface CheckFlags {
  /** Undefined: if DATABASE_URL names one. */
  readonly database?: boolean;
}

/**
 * `metergate check`: all that is wrong, a line each, led by file and line. Errors: CommandProblem
 * of a database that cannot be reached.
 */
export async function check(environment: CliEnvironment, flags: CheckFlags): Promise<ExitCode> {
  const { data, notes } = environment.terminal;
  const readsDatabase = flags.database ?? environment.hasDatabaseUrl;
  const found = problemsOf(environment.modelDirectory);
  if ('lines' in found) {
    for (const line of found.lines) data.write(`${line}\n`);
    const rest = readsDatabase ? ' The database was not looked at: that needs a registry without them.' : '';
    notes.write(`${counted(found.lines.length, 'problem')} in ${environment.modelDirectory}.${rest}`);
    return EXIT.mistake;
  }
  const { registry } = found;
  const { metrics, dimensions, tables } = registry;
  const all = [
    counted(metrics.size, 'metric'),
    counted(dimensions.size, 'dimension'),
    counted(tables.size, 'table'),
  ].join(', ');
  notes.write(`The registry is sound: ${all} in ${environment.modelDirectory}.`);
  if (!readsDatabase) return EXIT.fine;
  const problems = await databaseProblems(environment, registry);
  for (const line of problems) data.write(`${line}\n`);
  notes.write(
    problems.length === 0
      ? 'The database has every table and column that it declares.'
      : `${counted(problems.length, 'problem')}: the registry does not fit the database.`,
  );
  return problems.length === 0 ? EXIT.fine : EXIT.mistake;
}

function problemsOf(directory: string): { registry: Registry } | { lines: readonly string[] } {
  try {
    return { registry: loadRegistry(directory) };
  } catch (error) {
    if (!(error instanceof RegistryProblems)) throw error;
    return { lines: error.message.split('\n') };
  }
}

async function databaseProblems(environment: CliEnvironment, registry: Registry): Promise<readonly string[]> {
  const engine = await environment.openEngine(registry);
  return closing(engine, () => engine.check(registry));
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
