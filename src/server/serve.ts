import { tellFailure } from '../cli/failure';
import { EXIT, type ExitCode } from '../cli/exitCode';
import { outliveReaders, type Terminal } from '../cli/terminal';
import type { Config } from './config';
import { page } from './graphiql/route';
import { leave } from './leave';
import { start } from './start';
import { terminalVoice } from './voice';

/** `metergate serve`: runs until it is told to stop, and lets requests in flight end then. */
export async function serve(config: Config, terminal: Terminal): Promise<ExitCode> {
  outliveReaders(process);
  const voice = terminalVoice(process);
  const running = await start(config, voice);
  // Whoever follows the link should not have to wait for it to be bundled. What goes wrong is told to whom asks for the page.
  page().catch(() => undefined);
  const stop = () => {
    // A second Ctrl-C is for those who cannot wait.
    process.once('SIGINT', () => process.exit(EXIT.interrupted));
    voice.say('Stopping …');
    running.close().then(
      () => process.exit(EXIT.fine),
      (error: unknown) => process.exit(tellFailure(error, terminal)),
    );
  };
  process.once('SIGINT', stop);
  process.off('SIGTERM', leave).once('SIGTERM', stop);
  return EXIT.fine;
}
