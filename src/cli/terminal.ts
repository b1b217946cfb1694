import { EXIT } from './exitCode';
import { styleOf, type Style } from './print/style';

/** Where a command's words go: data to the one side, everything said about it to the other. */
export interface Terminal {
  /** What was asked for, and nothing else: standard output. */
  readonly data: { write(text: string): void; readonly style: Style };
  /** A line for the person: standard error. */
  readonly notes: { write(line: string): void; readonly style: Style };
}

/**
 * The terminal of a process. A reader that has seen enough (`| head`) ends it quietly; a disk that
 * is full is told.
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

/**
 * From now on a process goes on when nobody reads what it says any more: a server is there for
 * others than who started it.
 */
export function ignoreOutputErrors({ stdout, stderr }: NodeJS.Process): void {
  for (const stream of [stdout, stderr]) stream.removeAllListeners('error').on('error', () => undefined);
}
