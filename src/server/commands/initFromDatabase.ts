import { mkdirSync, mkdtempSync, rmSync, writeFileSync, cpSync, existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { EXIT, type ExitCode } from '../../cli/exitCode';
import type { Terminal } from '../../cli/terminal';
import { isClickhouseUrl } from '../../engine/clickhouse/databaseUrl';
import type { Engine } from '../../engine/engine';
import { POSTGRES_TYPES } from '../../engine/postgres/check';
import { openPostgres } from '../../engine/postgres/open';
import { latestDate, surveyPostgres } from '../../engine/postgres/survey';
import { dashboardOf, type DashboardDays } from '../../proposal/dashboard';
import { additionsOf, filesOf, type ProposalSettings } from '../../proposal/files';
import { propose } from '../../proposal/propose';
import type { Proposal } from '../../proposal/proposal';
import type { Config } from '../config';
import type { ConsoleOutput } from '../consoleOutput';
import { StartupProblem } from '../startupProblem';
import { initFiles, refuseExisting, writeInit, type InitFiles } from './initFiles';
import { explained, readRegistry } from './openGateway';

export interface InitFlags {
  readonly schema?: readonly string[];
  readonly table?: readonly string[];
  readonly timeZone?: string;
  readonly locale?: string;
  readonly currency?: string;
}

/**
 * `metergate init --from-database`: reads the tables of the PostgreSQL server at DATABASE_URL, and
 * writes a registry for them that passes `check`, with a dashboard. If there is a registry, it
 * prints declarations of the tables that it lacks, and writes nothing. Errors: StartupProblem.
 */
export async function initFromDatabase(
  config: Config,
  flags: InitFlags,
  terminal: Terminal,
  output: Pick<ConsoleOutput, 'progress'>,
): Promise<ExitCode> {
  const settings = settingsOf(flags);
  const engine = await openDatabase(config);
  try {
    const scope = { schemas: flags.schema ?? [], tables: flags.table ?? [] };
    const surveyed = await surveyPostgres(engine, scope, (table) => output.progress(`Looking at ${table} …`));
    output.progress('');
    if (surveyed.length === 0) throw new StartupProblem(await noTables(engine));
    const files = initFiles(config);
    const target = files.model;
    const registry = existsSync(target) ? readRegistry(target) : null;
    const proposal = propose(surveyed, POSTGRES_TYPES.declaredAs, registry);
    if (registry !== null) return printAdditions(proposal, settings, target, terminal);
    if (proposal.metrics.length === 0) throw new StartupProblem(NO_TIMES);
    await write(proposal, settings, files, engine);
    report(proposal, target, terminal);
    return EXIT.fine;
  } catch (error) {
    throw explained(error, config);
  } finally {
    await engine.close();
  }
}

const NO_TIMES =
  'No table has a column that looks like the time of its rows, so there is nothing to measure over time.\nName a view with such a column: --table <view>';

async function noTables(engine: Engine): Promise<string> {
  const schemas = [...new Set((await engine.columns()).map(({ schema }) => schema))].sort();
  const none = 'No table was found that this role may read.';
  return schemas.length === 0 ? none : `${none}\nThere are tables in other schemas: --schema ${schemas.join(' ')}`;
}

async function openDatabase(config: Config): Promise<Engine> {
  const { databaseUrl } = config;
  if (databaseUrl === null) {
    throw new StartupProblem(
      'DATABASE_URL is not set. It names the database to read: postgresql://user:password@host:5432/database',
    );
  }
  if (isClickhouseUrl(databaseUrl)) {
    throw new StartupProblem('`init --from-database` reads PostgreSQL only. Declare tables of ClickHouse by hand.');
  }
  try {
    return await openPostgres(databaseUrl);
  } catch (error) {
    throw explained(error, config);
  }
}

function settingsOf({ timeZone, locale = 'en', currency }: InitFlags): ProposalSettings {
  const own = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  return { timeZone: timeZone ?? own, locale, currency: currency ?? null };
}

function printAdditions(
  proposal: Proposal,
  settings: ProposalSettings,
  target: string,
  { data, notes }: Terminal,
): ExitCode {
  if (proposal.tables.length === 0) {
    notes.write(`${target} declares every table that was found. Nothing was changed.`);
    return EXIT.fine;
  }
  data.write(additionsOf(proposal, settings));
  notes.write(`${target} lacks these tables. Nothing was changed: add what you need, and run metergate check.`);
  return EXIT.fine;
}

/** Writes the files only if they are a registry that fits the database. */
async function write(proposal: Proposal, settings: ProposalSettings, files: InitFiles, engine: Engine): Promise<void> {
  refuseExisting(files);
  const draft = mkdtempSync(path.join(tmpdir(), 'metergate-init-'));
  try {
    for (const [name, text] of Object.entries(filesOf(proposal, settings))) {
      writeFileSync(path.join(draft, `${name}.yaml`), text);
    }
    const problems = await engine.check(readRegistry(draft));
    if (problems.length > 0) throw new StartupProblem(problems.join('\n'));
    const dashboard = dashboardOf(proposal, await daysOf(proposal, engine));
    writeInit(files, () => {
      cpSync(draft, files.model, { recursive: true });
      mkdirSync(files.dashboards);
      writeFileSync(path.join(files.dashboards, 'overview.yaml'), dashboard);
    });
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

/** Data that ended long ago would leave the dashboard empty, so it shows its last days. */
async function daysOf({ tables, metrics }: Proposal, engine: Engine): Promise<DashboardDays> {
  const table = tables.find(({ key }) => key === metrics[0]!.group)!;
  const column = table.columns.find(({ key }) => key === table.time)!;
  const through = await latestDate(engine, table.surveyed, column.name);
  if (through === null) return null;
  const end = Date.parse(through);
  const isOld = end < Date.now() - SHOWN_DAYS * DAY_MS;
  return isOld ? { from: new Date(end - (SHOWN_DAYS - 1) * DAY_MS).toISOString().slice(0, 10), through } : null;
}

const SHOWN_DAYS = 30;
const DAY_MS = 86_400_000;

function report({ tables, dimensions, metrics, questions }: Proposal, target: string, { notes }: Terminal): void {
  const counts = `${tables.length} tables, ${dimensions.length} dimensions and ${metrics.length} metrics`;
  notes.write(`Wrote ${target}: ${counts}, and a dashboard beside it.`);
  if (questions.length > 0) {
    notes.write('');
    notes.write('Questions that only you can answer, each with the line to change:');
    for (const { words, line } of questions) notes.write(`  ${words}\n      ${line}`);
    notes.write('');
  }
  notes.write('Check it with `metergate check`, and see it with `metergate serve`.');
}
