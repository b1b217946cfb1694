import { reportFailure } from '../../cli/failure';
import { EXIT, type ExitCode } from '../../cli/exitCode';
import { ignoreOutputErrors, type Terminal } from '../../cli/terminal';
import type { Config } from '../config';
import { page } from '../graphiql/route';
import { exitOnSigterm } from '../exitOnSigterm';
import { start } from './start';
import { consoleOutput } from '../consoleOutput';

/** `metergate serve`: runs until it is told to stop, and lets requests in flight end then. */
export async function serve(config: Config, terminal: Terminal): Promise<ExitCode> {
  ignoreOutputErrors(process);
  const output = consoleOutput(process);
  const running = await start(config, output);
  // Whoever follows the link should not have to wait for it to be bundled. What goes wrong is told to whom asks for the page.
  page().catch(() => undefined);
  const stop = () => {
    // A second Ctrl-C is for those who cannot wait.
    process.once('SIGINT', () => process.exit(EXIT.interrupted));
    output.info('Stopping …');
    running.close().then(
      () => process.exit(EXIT.fine),
      (error: unknown) => process.exit(reportFailure(error, terminal)),
    );
  };
  process.once('SIGINT', stop);
  process.off('SIGTERM', exitOnSigterm).once('SIGTERM', stop);
  return EXIT.fine;
}
