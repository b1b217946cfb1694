import './exitOnSigterm';
import './production';
import { reportFailure } from '../cli/failure';
import { processTerminal } from '../cli/terminal';
import { metergate } from './commands/program';

/** `metergate`, as it is typed. Ends by itself when all is said, so that whoever reads slowly gets all of it. */
const terminal = processTerminal(process);

metergate(process.argv.slice(2), terminal)
  .catch((error: unknown) => reportFailure(error, terminal))
  .then((code) => (process.exitCode = code));
