import { Command } from 'commander';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { addQueryCommands } from '../../cli/commands';
import { EXIT, type ExitCode } from '../../cli/exitCode';
import type { CliEnvironment } from '../../cli/environment';
import type { Terminal } from '../../cli/terminal';
import { addServerCommands } from './commands';
import { readConfig } from '../config';
import { ROOT } from '../root';
import { consoleOutput } from '../consoleOutput';

/** Reads a command line and does what it says. Errors: those of the commands, and commander's of a line that cannot be read. */
export async function metergate(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  let code: ExitCode = EXIT.fine;
  const program = new Command('metergate')
    .description('Metrics that are declared once, in YAML: served over GraphQL, and asked for here.')
    .version(versionOf(path.join(ROOT, 'package.json')), '-V, --version', 'shows the version')
    .helpOption('-h, --help', 'shows this text')
    .helpCommand('help [command]', 'shows the text of a command')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => terminal.data.write(text),
      writeErr: (text) => terminal.notes.write(text.trimEnd()),
      outputError: (text, write) => write(text.replace(/^error: (\w)/, (_, first: string) => first.toUpperCase())),
      // Lines are as wide as they are written: a pipe has no width, and what is read there should be the same.
      getOutHelpWidth: () => 120,
      getErrHelpWidth: () => 120,
    })
    .showHelpAfterError('(--help says what there is)')
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

/** The database of the configuration, opened when it is asked for: what opens it takes a while to load. */
function environmentOf(terminal: Terminal): CliEnvironment {
  const config = readConfig(process.env);
  // Not on standard output, where only the answer goes.
  const output = consoleOutput({ stdout: process.stderr, stderr: process.stderr });
  return {
    terminal,
    modelDirectory: config.modelDirectory,
    hasDatabaseUrl: config.databaseUrl !== null,
    openGateway: async (registry) =>
      (await import('./openGateway')).gatewayOf(registry, config, output, { demo: 'of today' }),
    openEngine: async (registry) =>
      (await import('./openGateway')).openEngine(registry, config, output, { demo: 'as it is' }),
  };
}

function versionOf(file: string): string {
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}

const AFTER = `
Environment:
  DATABASE_URL      postgresql://user:password@host:5432/database; without it there is the embedded database
  DATA_DIRECTORY    of the embedded database: .data
  MODEL_DIRECTORY   of the registry: schema/model or, where that is not, the demo product's, which comes with Metergate
  PORT, HOST        where \`serve\` listens: 4000, 127.0.0.1
  CORS_ORIGINS      sites whose pages may read answers: none
  JWT_…, API_KEYS_FILE, INSECURE   who may ask: docs/operations.md
  NO_COLOR          set to anything: no colours

Exit codes:
  0  fine
  1  a mistake in what was asked or in the registry, problems that \`check\` found, or a \`diff\` that breaks something
  2  the command line itself is wrong
  3  the database cannot be reached

docs/cli.md has more, with examples.`;
