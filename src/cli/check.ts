import { connect } from '../answer/gateway';
import { KeyChecks } from '../answer/keyChecks';
import { unprovenKeys } from '../answer/keyWarnings';
import { loadDashboards, problemsOf } from '../dashboards/load';
import type { Engine } from '../engine/engine';
import { loadServedRegistry } from '../registry/load';
import { RegistryProblems } from '../registry/problems';
import type { Registry } from '../model/registry';
import { indexSuggestions } from './indexSuggestions';
import { EXIT, type ExitCode } from './exitCode';
import { doubleKeys } from './doubleKeys';
import { usageProblem } from './commandProblem';
import type { CliEnvironment } from './environment';
import { movementWarnings } from './movementWarnings';
import { ratioWarnings } from './ratioWarnings';
import { closing } from './interrupt';
import type { Terminal } from './terminal';

export interface CheckFlags {
  /** Undefined: yes if DATABASE_URL names a database. */
  readonly database?: boolean;
  /** Count all primary keys, which reads every table. */
  readonly keys?: true;
}

/**
 * `metergate check`: prints all problems of the registry, the dashboards and the database, one a
 * line, with file and line. Keys that are not proven
 * are warnings, and missing indexes are suggestions; with `keys` all keys are counted, and one that
 * is double is a problem. Errors:
 * CommandProblem for an unreachable database, or for `keys` without a database.
 */
export async function check(environment: CliEnvironment, flags: CheckFlags): Promise<ExitCode> {
  const { data, notes } = environment.terminal;
  if (flags.keys && flags.database === false)
    throw usageProblem('--keys counts in the database: use it without --no-database.');
  const readsDatabase = flags.database ?? (flags.keys === true || environment.urlDialect !== null);
  const found = readRegistry(environment.modelDirectory);
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
  warn(environment.terminal, [...ratioWarnings(registry), ...movementWarnings(registry)]);
  const areDashboardsSound = checkDashboards(environment, registry);
  const ofDashboards = areDashboardsSound ? EXIT.fine : EXIT.mistake;
  if (!readsDatabase) return ofDashboards;
  const engine = await environment.openEngine(registry);
  const ofDatabase = await closing(engine, () => checkOn(engine, registry, flags, environment.terminal));
  return ofDatabase === EXIT.fine ? ofDashboards : ofDatabase;
}

/** Returns whether the dashboards fit a sound registry. A registry may have none. */
function checkDashboards(
  { dashboardsDirectory, terminal: { data, notes } }: CliEnvironment,
  registry: Registry,
): boolean {
  const dashboards = loadDashboards(dashboardsDirectory, registry);
  const lines = problemsOf(dashboards);
  for (const line of lines) data.write(`${line}\n`);
  const { length } = dashboards.all;
  if (lines.length > 0) notes.write(`${counted(lines.length, 'problem')} in ${dashboardsDirectory}.`);
  else if (length > 0) notes.write(`The dashboards are sound: ${length} in ${dashboardsDirectory}.`);
  return lines.length === 0;
}

/** Compares a sound registry with the database. */
async function checkOn(
  engine: Engine,
  registry: Registry,
  { keys: countsKeys }: CheckFlags,
  { data, notes }: Terminal,
): Promise<ExitCode> {
  const problems = await engine.check(registry);
  for (const line of problems) data.write(`${line}\n`);
  if (problems.length > 0) {
    notes.write(`${counted(problems.length, 'problem')}: the registry does not fit the database.`);
    return EXIT.mistake;
  }
  notes.write('The database has every table and column that it declares.');
  suggest({ notes }, indexSuggestions(registry, await engine.columns()));
  if (countsKeys) return checkKeys(engine, registry, { data, notes });
  const gateway = await connect(registry, engine);
  warn({ notes }, await unprovenKeys(registry, new KeyChecks(gateway)));
  return EXIT.fine;
}

function suggest({ notes }: Pick<Terminal, 'notes'>, lines: readonly string[]): void {
  for (const line of lines) notes.write(`${notes.style.yellow('Suggestion')}: ${line}`);
}

function warn({ notes }: Pick<Terminal, 'notes'>, lines: readonly string[]): void {
  for (const line of lines) notes.write(`${notes.style.yellow('Warning')}: ${line}`);
}

/** Counts the keys of all tables. */
async function checkKeys(engine: Engine, registry: Registry, { data, notes }: Terminal): Promise<ExitCode> {
  const lines = await doubleKeys(registry, engine);
  for (const line of lines) data.write(`${line}\n`);
  const tables = counted(registry.tables.size, 'table');
  notes.write(
    lines.length === 0
      ? `The primary key of each of the ${tables} is unique.`
      : `${counted(lines.length, 'primary key')} of ${tables} ${lines.length === 1 ? 'is' : 'are'} not unique.`,
  );
  return lines.length === 0 ? EXIT.fine : EXIT.mistake;
}

function readRegistry(directory: string): { registry: Registry } | { lines: readonly string[] } {
  try {
    return { registry: loadServedRegistry(directory) };
  } catch (error) {
    if (!(error instanceof RegistryProblems)) throw error;
    return { lines: error.message.split('\n') };
  }
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
