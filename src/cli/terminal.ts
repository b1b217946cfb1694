import { EXIT } from './exitCode';
import { styleOf, type Style } from './print/style';

/** The output of a command: data, and notes about it. */
export interface Terminal {
  /** The result and nothing else, on standard output. */
  readonly data: { write(text: string): void; readonly style: Style };
  /** A line for people, on standard error. */
  readonly notes: { write(line: string): void; readonly style: Style };
}

/**
 * The terminal of a process. A reader that closes early (`| head`) ends it quietly; a full disk is
 * an error.
 */
export function processTerminal(process: NodeJS.Process): Terminal {
  const { stdout, stderr, env } = process;
  for (const stream of [stdout, stderr]) {
    stream.on('error', ({ code, message }: NodeJS.ErrnoException) => {
      if (code === 'EPIPE') process.exit(EXIT.fine);
      if (stream === stdout) stderr.write(`The output cannot be written: ${message}.\n`);
      process.exit(EXIT.mistake);
    });
  }
  return {
    data: { write: (text) => void stdout.write(text), style: styleOf(stdout, env) },
    notes: { write: (line) => void stderr.write(`${line}\n`), style: styleOf(stderr, env) },
  };
}

/** Lets a process go on if nobody reads its output: a server has other users. */
export function ignoreOutputErrors({ stdout, stderr }: NodeJS.Process): void {
  for (const stream of [stdout, stderr]) stream.removeAllListeners('error').on('error', () => undefined);
}
