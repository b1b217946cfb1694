import { Command } from 'commander';
import { addQueryCommands } from '../../cli/commands';
import { EXIT, type ExitCode } from '../../cli/exitCode';
import type { CliEnvironment } from '../../cli/environment';
import type { Terminal } from '../../cli/terminal';
import { isClickhouseUrl } from '../../engine/clickhouse/databaseUrl';
import { addServerCommands } from './commands';
import { readConfig } from '../config';
import { VERSION } from '../version';
import { consoleOutput } from '../consoleOutput';

/**
 * Runs a command line. Errors: those of the commands, and commander's for a line that is not valid.
 */
export async function metergate(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  let code: ExitCode = EXIT.fine;
  const program = new Command('metergate')
    .description('Metrics that are declared once, in YAML, and served over GraphQL and by these commands.')
    .version(VERSION, '-V, --version', 'shows the version')
    .helpOption('-h, --help', 'shows this text')
    .helpCommand('help [command]', 'shows the text of a command')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => terminal.data.write(text),
      writeErr: (text) => terminal.notes.write(text.trimEnd()),
      outputError: (text, write) => write(text.replace(/^error: (\w)/, (_, first: string) => first.toUpperCase())),
      // Help has the same width in a terminal and in a pipe, because a pipe has no width.
      getOutHelpWidth: () => 120,
      getErrHelpWidth: () => 120,
    })
    .showHelpAfterError('(--help lists the commands and options)')
    .addHelpText('after', AFTER);
  addQueryCommands(program.commandsGroup('Ask:'), async (work) => {
    code = await work(environmentOf(terminal));
  });
  addServerCommands(program.commandsGroup('Run:'), async (work, instead) => {
    code = await work(readConfig({ ...process.env, ...instead }), terminal);
  });
  program.commandsGroup('Help:');
  await program.parseAsync(args, { from: 'user' });
  return code;
}

/** Opens the configured database on first use, because loading its code takes a while. */
function environmentOf(terminal: Terminal): CliEnvironment {
  const config = readConfig(process.env);
  // The progress goes to standard error, because standard output has only the answer.
  const output = consoleOutput({ stdout: process.stderr, stderr: process.stderr });
  return {
    terminal,
    modelDirectory: config.modelDirectory,
    dashboardsDirectory: config.dashboardsDirectory,
    urlDialect: config.databaseUrl === null ? null : isClickhouseUrl(config.databaseUrl) ? 'clickhouse' : 'postgresql',
    openGateway: async (registry) =>
      (await import('./openGateway')).gatewayOf(registry, config, output, { demo: 'of today' }),
    openEngine: async (registry) =>
      (await import('./openGateway')).openEngine(registry, config, output, { demo: 'as it is' }),
  };
}

const AFTER = `
Environment:
  DATABASE_URL      postgresql://user:password@host:5432/database, or clickhouse://user:password@host:8123/database;
                    without it, the embedded database
  DATA_DIRECTORY    directory of the embedded database (default .data)
  MODEL_DIRECTORY   directory of the registry (default schema/model, or the demo product's if that is missing)
  DASHBOARDS_DIRECTORY  directory of the dashboards (default \`dashboards\` beside the registry)
  PORT, HOST        where \`serve\` listens (default 4000, 127.0.0.1)
  CORS_ORIGINS      sites whose pages may read answers (default none)
  ALLOWED_HOSTS     hosts for which the gateway answers (default without authentication: this machine's names)
  TRUST_PROXY, BASE_PATH, KEEP_ALIVE_MS   behind a proxy: docs/operations.md
  JWT_…, API_KEYS_FILE, LINK_KEY, INSECURE   authentication: docs/operations.md
  NO_COLOR          any value turns colours off

Exit codes:
  0    success
  1    a mistake in a query or in the registry, problems that \`check\` found, or a \`diff\` that breaks something
  2    the command line itself is wrong
  3    the database cannot be reached
  70   a bug in Metergate
  130  Ctrl-C
  143  SIGTERM

docs/cli.md has more, with examples.`;
