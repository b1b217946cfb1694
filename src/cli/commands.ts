import { InvalidArgumentError, Option, type Command } from 'commander';
import { canonicalLocale } from '../time/locale';
import type { CheckFlags } from './check';
import type { ExitCode } from './exitCode';
import { DIALECT_NAMES } from './dialectName';
import type { CliEnvironment } from './environment';
import type { QueryFlags } from './query';
import { addQuestionOptions, addRetentionOptions } from './questionOptions';
import type { RetentionFlags } from './retention';
import type { SqlFlags } from './sql';

/** Runs a command and keeps its exit code. The environment is made only for a command that runs. */
export type RunCommand = (work: (environment: CliEnvironment) => Promise<ExitCode>) => Promise<void>;

const DATABASE = 'look at the database too, the embedded one where DATABASE_URL names none';
const NO_DATABASE = 'look at none, whatever DATABASE_URL names';

/** Adds the commands that query. Their code loads when they run, so that help is fast. */
export function addQueryCommands(program: Command, run: RunCommand): void {
  addQuestionOptions(program.command('query'))
    .summary('asks for metrics: a table, CSV or JSON')
    .description('Asks for metrics, and prints a table with a small drawing of each series, or CSV, or JSON.')
    .optionsGroup('Output:')
    .addOption(
      new Option('--csv', 'keys as headings, exact decimals, instants with offset').conflicts(['json', 'totals']),
    )
    .option('--json', 'the answer for programs: exact decimals as text, with status')
    .option('--locale <locale>', 'how numbers and labels are written in the table: en, zh, de-CH', locale)
    .addHelpText('after', EXAMPLES)
    .action((metrics: string[], flags: QueryFlags) =>
      run(async (environment) => (await import('./query')).query(environment, metrics, flags)),
    );

  addRetentionOptions(program.command('retention'))
    .summary('asks how many of each cohort come back')
    .description(
      'Asks how many of those that a metric counts in a period come back in later periods: a table, CSV or JSON.',
    )
    .optionsGroup('Output:')
    .addOption(new Option('--csv', 'a row for each cohort and period').conflicts('json'))
    .option('--json', 'the answer for programs')
    .option('--locale <locale>', 'how numbers and labels are written in the table: en, zh, de-CH', locale)
    .addHelpText('after', RETENTION_AFTER)
    .action((cohort: string, returning: string, flags: RetentionFlags) =>
      run(async (environment) => (await import('./retention')).retention(environment, [cohort, returning], flags)),
    );

  addQuestionOptions(program.command('sql'))
    .summary('prints the statement of a query, and does not run it')
    .description('Prints the statement that answers a query, with its parameters as comments below it. It is not run.')
    .optionsGroup('Output:')
    .option('--literal', 'with the parameters written in, to paste into psql or clickhouse-client')
    .addOption(
      new Option(
        '--dialect <dialect>',
        'the SQL of which database (default: that of DATABASE_URL, or postgresql)',
      ).choices(DIALECT_NAMES),
    )
    .optionsGroup('Database (indexes make another statement):')
    .option('--database', DATABASE)
    .option('--no-database', NO_DATABASE)
    .addHelpText('after', SQL_AFTER)
    .action((metrics: string[], flags: SqlFlags) =>
      run(async (environment) => (await import('./sql')).sql(environment, metrics, flags)),
    );

  program
    .command('check')
    .summary('checks the registry and the dashboards, and that the database has its tables')
    .description(
      'Checks the registry against itself, the dashboards against the registry and, if DATABASE_URL names a database, the\n' +
        'registry against its tables and columns. Prints all problems at once, a line each, with file and line.',
    )
    .addOption(new Option('--keys', 'count the primary key of every table: reads all rows'))
    .option('--database', DATABASE)
    .option('--no-database', NO_DATABASE)
    .action((flags: CheckFlags) => run(async (environment) => (await import('./check')).check(environment, flags)));
}

const EXAMPLES = `
Without a range it is the last 7 whole units of the grain, or days.

Conditions: --where dimension=value keeps rows of that value, 'dimension!=value' all others. Given more than once for one
dimension, any of the values will do (with != none may be it); different dimensions must all hold. Numbers have
'dimension>=50', >, < and <= too, all of which must hold. The rest is JSON, as in GraphQL:
--where '{"dimension": {"startsWith": "a"}}', with in, notIn, contains, endsWith, ignoreCase, isNull, and, or, not.

Examples:
  metergate query a_metric                                        one number, of the last 7 days
  metergate query a_metric another --grain week --last 8          a table, and a line drawn for each
  metergate query a_metric --group-by dimension --order-by a_metric:desc --limit 10
  metergate query a_metric --from 2026-10-01 --through 2026-10-31 --where dimension=value --csv > october.csv
  metergate query                                                 lists the metrics there are`;

const RETENTION_AFTER = `
Without a range it is the last 8 whole periods. Both metrics must count the same entity, such as users; a mistake names the
metrics that do. Period 0 is the cohort's own. In the row All, a period counts the cohorts for which it is complete.

Examples:
  metergate retention new_users active_users                          by week
  metergate retention new_users active_users --period month --last 6 --unit month --group-by channel
  metergate retention new_users active_users --mode on-or-after --csv > retention.csv`;

const SQL_AFTER = `
Takes what \`metergate query\` takes; --limit and --totals change the statement too.

Examples:
  metergate sql a_metric --grain day --literal | psql "$DATABASE_URL"
  metergate sql a_metric --grain day --literal --dialect clickhouse | clickhouse-client`;

function locale(text: string): string {
  const known = canonicalLocale(text);
  if (known === null) throw new InvalidArgumentError('It takes a language tag such as en, zh or de-CH.');
  return known;
}
