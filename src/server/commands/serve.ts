import { reportFailure } from '../../cli/failure';
import { EXIT, type ExitCode } from '../../cli/exitCode';
import { ignoreOutputErrors, type Terminal } from '../../cli/terminal';
import type { Config } from '../config';
import { assets } from '../console/assets';
import { exitOnSigterm } from '../../cli/exitOnSigterm';
import { start } from './start';
import { consoleOutput } from '../consoleOutput';

/** `metergate serve`: runs until a signal stops it, and then finishes the requests in flight. */
export async function serve(config: Config, terminal: Terminal): Promise<ExitCode> {
  ignoreOutputErrors(process);
  const output = consoleOutput(process);
  // The pages are built in other processes while the database opens. So the first visitor waits
  // less. If that fails, the page's route reports the error.
  const buildPages = () => {
    assets(() => output.info('Building the pages meanwhile, once for this version …')).catch(() => undefined);
  };
  const running = await start(config, output, buildPages);
  const stop = () => {
    // A second Ctrl-C exits at once.
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
