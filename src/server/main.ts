import './production';
import { readConfig } from './config';
import { start } from './start';
import { StartupProblem } from './startupProblem';
import { terminalVoice } from './voice';

const voice = terminalVoice(process);

async function main(): Promise<void> {
  const running = await start(readConfig(process.env), voice);
  const stop = () => {
    // A second Ctrl-C is for those who cannot wait.
    process.once('SIGINT', () => process.exit(130));
    voice.say('Stopping …');
    running.close().then(
      () => process.exit(0),
      (error: unknown) => fail(error),
    );
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

function fail(error: unknown): void {
  if (error instanceof StartupProblem) voice.complain(error.message);
  else voice.complain(error instanceof Error ? (error.stack ?? error.message) : String(error));
  process.exit(1);
}

main().catch(fail);
