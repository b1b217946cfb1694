import { Argument, Option, type Command } from 'commander';
import type { ExitCode } from '../../cli/exitCode';
import type { Terminal } from '../../cli/terminal';
import type { KeyFlags } from '../auth/makeKey';
import type { Config } from '../config';
import type { CacheAction } from './cache';
import type { DiffFlags } from './diff';
import type { InitFlags } from './initFromDatabase';
import type { LinkFlags } from './linkQuestion';
import { consoleOutput } from '../consoleOutput';

/**
 * Runs the work of a command with the configuration from the environment variables. `instead`
 * replaces some of these variables.
 */
type RunServerCommand = (
  work: (config: Config, terminal: Terminal) => Promise<ExitCode>,
  instead?: Readonly<Record<string, string>>,
) => Promise<void>;

/** An option that has a meaning only with `--from-database`. */
function ofDatabase(flags: string, description: string): Option {
  return new Option(flags, description).implies({ fromDatabase: true });
}

/** Adds the commands that run and maintain the gateway. Each one loads its code when it runs. */
export function addServerCommands(program: Command, run: RunServerCommand): void {
  program
    .command('serve')
    .summary('answers GraphQL over HTTP; `npm start` runs this')
    .description(
      'Answers GraphQL over HTTP. Without DATABASE_URL it makes an embedded database, with demo data that ends today.',
    )
    .option('--port <n>', 'instead of PORT; 0 takes a free one')
    .option('--host <address>', 'instead of HOST')
    .option('--insecure', 'allows other machines to connect without authentication')
    .action(({ port, host, insecure }: { port?: string; host?: string; insecure?: true }) =>
      run(async (config, terminal) => (await import('./serve')).serve(config, terminal), {
        ...(port !== undefined && { PORT: port }),
        ...(host !== undefined && { HOST: host }),
        ...(insecure && { INSECURE: '1' }),
      }),
    );

  program
    .command('init')
    .summary("writes a registry as a start: for your database's tables, or the demo product's")
    .description(
      "Writes a registry to MODEL_DIRECTORY, or schema/model, with dashboards beside it: a copy of the demo product's, or with\n" +
        '--from-database one for the tables of the PostgreSQL server at DATABASE_URL, which it only reads. It also writes\n' +
        'model.schema.json and dashboard.schema.json, with which editors check them. It never overwrites anything: if there is\n' +
        'a registry, --from-database prints what that registry lacks.\n\n' +
        '  DATABASE_URL=postgresql://user:password@host:5432/database metergate init --from-database',
    )
    .option('--from-database', 'reads the tables of the database')
    .addOption(ofDatabase('--schema <names...>', 'the schemas to read; by default those of the search path'))
    .addOption(ofDatabase('--table <names...>', 'the tables to read, and views; by default all tables'))
    .addOption(ofDatabase('--time-zone <zone>', 'the zone of days and hours; by default that of this machine'))
    .addOption(ofDatabase('--locale <tag>', 'the language of labels (default en)'))
    .addOption(ofDatabase('--currency <code>', 'the currency of amounts, such as EUR; by default they have none'))
    .action((flags: InitFlags & { fromDatabase?: true }) =>
      run(async (config, terminal) =>
        flags.fromDatabase
          ? (await import('./initFromDatabase')).initFromDatabase(config, flags, terminal, consoleOutput(process))
          : (await import('./init')).init(config, terminal),
      ),
    );

  program
    .command('schema')
    .summary('writes, prints or checks the files generated from the registry')
    .description(
      'Writes schema.graphql, the API, and model.schema.json and dashboard.schema.json, with which editors check the registry\n' +
        'and the dashboards. They go to the directory above the registry.',
    )
    .addOption(
      new Option('--print <which>', 'prints one of them and writes nothing').choices(['graphql', 'model', 'dashboard']),
    )
    .addOption(new Option('--check', 'writes nothing, and fails if a file is out of date').conflicts('print'))
    .action((flags: { print?: 'graphql' | 'model' | 'dashboard'; check?: true }) =>
      run(async (config, terminal) => (await import('./schemaFiles')).schemaFiles(config, flags, terminal)),
    );

  program
    .command('key <name>')
    .summary('makes an API key, and its entry for API_KEYS_FILE')
    .description(
      'Makes an API key. The key is printed to standard output once and stored nowhere. The file that API_KEYS_FILE names\n' +
        'has only its hash.',
    )
    .option('--role <role>', 'the role of the registry that callers with this key have')
    .option('--expires <date>', 'the last day on which the key is valid, in UTC')
    .option('--router', 'the key of a router, which may send requests for others')
    .option('--operator', 'the key of an operator, who may run `metergate cache`')
    .action((name: string, flags: KeyFlags) =>
      run(async (_config, terminal) => (await import('../auth/makeKey')).makeKey(name, flags, terminal)),
    );

  program
    .command('diff')
    .summary('shows what a change of the registry breaks, and which numbers it changes')
    .description(
      'Shows the differences between two registries: queries that now fail (breaking), queries that now return other numbers\n' +
        '(meaning), and changes that affect no query (safe). Exits with 1 if anything breaks.',
    )
    .argument('<old>', 'a directory of YAML, or a file with the schema that was published')
    .argument('[new]', 'the same; by default MODEL_DIRECTORY')
    .option('--json', 'prints JSON, for programs')
    .addHelpText('after', DIFF_AFTER)
    .action((old: string, next: string | undefined, flags: DiffFlags) =>
      run(async ({ modelDirectory }, terminal) =>
        (await import('./diff')).diff([old, next ?? modelDirectory], flags, terminal),
      ),
    );

  program
    .command('cache')
    .summary('makes a running gateway forget or compute what it keeps')
    .description(
      'Asks a running gateway to forget all kept answers and settled numbers (clear), or to ask the questions of its\n' +
        'dashboards (warm). With authentication, METERGATE_KEY is an API key with `operator: true`. Without it, the command\n' +
        'must run on the machine of the gateway.',
    )
    .addArgument(new Argument('<action>').choices(['clear', 'warm']))
    .option('--url <address>', 'the address of the gateway; by default that of PORT and BASE_PATH on this machine')
    .action((action: CacheAction, flags: { url?: string }) =>
      run(async (config, terminal) =>
        (await import('./cache')).cache(config, action, flags, process.env['METERGATE_KEY'] || undefined, terminal),
      ),
    );

  program
    .command('link')
    .summary('makes a link to an export that needs no headers and expires')
    .description(
      'Makes a signed link to an export, for spreadsheets and other tools that send no headers. LINK_KEY must be the secret\n' +
        'of the gateway. The link is answered as the role that it names, and it can be used until it expires.',
    )
    .argument('<question>', 'the address of an export, or the arguments of `metrics` as a JSON object')
    .requiredOption('--expires <time>', 'how long it can be used: 30m, 12h or 7d')
    .option('--role <role>', 'the role of the registry as which it is answered')
    .option('--claims <json>', "the claims that the role's rows use, as a JSON object")
    .addOption(new Option('--format <format>', 'of arguments in JSON (default csv)').choices(['csv', 'json', 'ndjson']))
    .option('--bom', 'adds a byte order mark to a CSV, so that Excel recognises UTF-8')
    .option('--url <address>', 'the address of the gateway; by default that of PORT and BASE_PATH on this machine')
    .addHelpText('after', LINK_AFTER)
    .action((question: string, flags: LinkFlags) =>
      run(async (config, terminal) => (await import('./link')).link(question, flags, config, terminal)),
    );

  program
    .command('mcp')
    .summary('gives the metrics to AI assistants, over standard input and output')
    .description(
      'Speaks the Model Context Protocol over standard input and output, for assistants that start it themselves. Its tools\n' +
        'find metrics, describe them, list values and query numbers. Without --url it opens the database itself, as `query`\n' +
        'does; with --url it asks a running gateway, and METERGATE_KEY is its API key. A gateway also has /mcp, over HTTP.',
    )
    .option('--url <address>', 'the address of a running gateway, such as http://127.0.0.1:4000')
    .action((flags: { url?: string }) =>
      run(async (config) => (await import('./mcp')).mcp(config, flags, process.env['METERGATE_KEY'] || undefined)),
    );

  program
    .command('migrate')
    .summary('creates or updates the tables of the database that DATABASE_URL names')
    .description(
      "Creates or updates the gateway's tables in the database that DATABASE_URL names.\n\n" +
        '  DATABASE_URL=postgresql://user:password@host:5432/database metergate migrate\n\n' +
        'Each migration runs once; all that are due run in one transaction. The database role needs the right to create\n' +
        'tables. Your own tables need no migration: describe them in schema/model/tables.yaml.',
    )
    .action(() =>
      run(async ({ databaseUrl }) => (await import('./migrate')).migrate(databaseUrl, consoleOutput(process).info)),
    );

  program
    .command('demo')
    .summary('makes demo data that ends today')
    .description(
      'Makes demo data that ends today, and replaces earlier demo data: in the embedded database or, with --yes, in the one\n' +
        'that DATABASE_URL names, if its tables have no other rows. It never changes your own rows.',
    )
    .option('--yes', 'write to the database that DATABASE_URL names')
    .action((flags: { yes?: true }) =>
      run(async (config) => (await import('./demo')).demo(config, flags, consoleOutput(process))),
    );
}

const LINK_AFTER = `
Example:
  metergate link '{"select": ["tasks"], "range": {"last": 30, "unit": "DAY"}, "grain": "DAY"}' --expires 7d --url https://metrics.example.com`;

const DIFF_AFTER = `
A published schema has only names and types. To compare formulas, filters, grains and limits, give two directories.

Examples:
  metergate diff schema/schema.graphql                              the working registry with the published schema
  git show main:schema/schema.graphql | metergate diff /dev/stdin   with that of a branch
  git archive main schema/model | tar -x -C old && metergate diff old/schema/model   also the meaning of numbers`;
