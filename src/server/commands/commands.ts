import { Option, type Command } from 'commander';
import type { ExitCode } from '../../cli/exitCode';
import type { Terminal } from '../../cli/terminal';
import type { KeyFlags } from '../auth/makeKey';
import type { Config } from '../config';
import type { DiffFlags } from './diff';
import { consoleOutput } from '../consoleOutput';

/** Runs a command's work with what the environment says, and `instead` of it. */
type RunServerCommand = (
  work: (config: Config, terminal: Terminal) => Promise<ExitCode>,
  instead?: Readonly<Record<string, string>>,
) => Promise<void>;

/** The commands that run the gateway and keep what it stands on. What they do is loaded when they are run. */
export function addServerCommands(program: Command, run: RunServerCommand): void {
  program
    .command('serve')
    .summary('answers GraphQL over HTTP; what `npm start` does')
    .description(
      'Answers GraphQL over HTTP. Without DATABASE_URL it makes an embedded database, with demo data that ends today.',
    )
    .option('--port <n>', 'instead of PORT; 0 takes a free one')
    .option('--host <address>', 'instead of HOST')
    .option('--insecure', 'without authentication, on an address that others than this machine reach')
    .action(({ port, host, insecure }: { port?: string; host?: string; insecure?: true }) =>
      run(async (config, terminal) => (await import('./serve')).serve(config, terminal), {
        ...(port !== undefined && { PORT: port }),
        ...(host !== undefined && { HOST: host }),
        ...(insecure && { INSECURE: '1' }),
      }),
    );

  program
    .command('init')
    .summary("puts the demo product's registry here, to make it yours")
    .description(
      "Copies the demo product's registry to MODEL_DIRECTORY, or schema/model, and beside it model.schema.json, by which\n" +
        'editors check it. Only where there is none yet.',
    )
    .action(() => run(async (config, terminal) => (await import('./init')).init(config, terminal)));

  program
    .command('schema')
    .summary('writes, prints or checks what is generated from the registry')
    .description(
      'Writes schema.graphql, the API, and model.schema.json, by which editors check the registry, to the directory above\n' +
        "the registry's.",
    )
    .addOption(new Option('--print <which>', 'prints one and writes none').choices(['graphql', 'model']))
    .addOption(new Option('--check', 'writes none: fails where a file is not what would be written').conflicts('print'))
    .action((flags: { print?: 'graphql' | 'model'; check?: true }) =>
      run(async (config, terminal) => (await import('./schemaFiles')).schemaFiles(config, flags, terminal)),
    );

  program
    .command('key <name>')
    .summary('makes an API key, and what to write of it into API_KEYS_FILE')
    .description(
      'Makes an API key. The key is printed to standard output, once, and kept nowhere; what is written into the file that\n' +
        'API_KEYS_FILE names is its hash.',
    )
    .option('--role <role>', 'of the registry, whose view the key has')
    .option('--expires <date>', 'the last day on which it is taken, in UTC')
    .option('--router', 'of a router, which may ask for others')
    .action((name: string, flags: KeyFlags) =>
      run(async (_config, terminal) => (await import('../auth/makeKey')).makeKey(name, flags, terminal)),
    );

  program
    .command('diff')
    .summary('tells what a change of the registry breaks, and which numbers it changes')
    .description(
      'Tells what differs between two registries: what fails of what was asked (breaking), which numbers are others though they\n' +
        'are asked for in the same way (meaning), and what nobody needs to mind (safe). Exits with 1 if anything breaks.',
    )
    .argument('<old>', 'a directory of YAML, or a file with the schema that was published')
    .argument('[new]', 'the same; unless given that of MODEL_DIRECTORY')
    .option('--json', 'for programs')
    .addHelpText('after', DIFF_AFTER)
    .action((old: string, next: string | undefined, flags: DiffFlags) =>
      run(async ({ modelDirectory }, terminal) =>
        (await import('./diff')).diff([old, next ?? modelDirectory], flags, terminal),
      ),
    );

  program
    .command('migrate')
    .summary('creates or updates the tables of the database that DATABASE_URL names')
    .description(
      "Creates or updates the gateway's tables in the database that DATABASE_URL names.\n\n" +
        '  DATABASE_URL=postgresql://user:password@host:5432/database metergate migrate\n\n' +
        'Each migration runs once; all that are due run in one transaction, or none does. The role needs the right to create\n' +
        'tables. A database whose tables come from elsewhere needs none: describe them in schema/model/tables.yaml.',
    )
    .action(() =>
      run(async ({ databaseUrl }) => (await import('./migrate')).migrate(databaseUrl, consoleOutput(process).info)),
    );

  program
    .command('demo')
    .summary('makes demo data that ends today')
    .description(
      'Makes demo data that ends today, in place of what was made before: in the embedded database or, with --yes, in the\n' +
        'one that DATABASE_URL names, if its tables are empty or hold nothing but demo data. Rows of yours are never touched.',
    )
    .option('--yes', 'write to the database that DATABASE_URL names')
    .action((flags: { yes?: true }) =>
      run(async (config) => (await import('./demo')).demo(config, flags, consoleOutput(process))),
    );
}

const DIFF_AFTER = `
A published schema tells names and types only: formulas, filters, grains and limits are compared between directories.

Examples:
  metergate diff schema/schema.graphql                              the working registry with what was published
  git show main:schema/schema.graphql | metergate diff /dev/stdin   with that of a branch
  git archive main schema/model | tar -x -C old && metergate diff old/schema/model   and what numbers mean`;
