import '../cli/exitOnSigterm';
import './production';
import { reportFailure } from '../cli/failure';
import { processTerminal } from '../cli/terminal';
import { metergate } from './commands/program';
import { stopWithNpm } from './stopWithNpm';

/**
 * The `metergate` command. It exits by itself after the last output, so that a slow reader gets all
 * of it.
 */
const terminal = processTerminal(process);
stopWithNpm();

metergate(process.argv.slice(2), terminal)
  .catch((error: unknown) => reportFailure(error, terminal))
  .then((code) => (process.exitCode = code));
