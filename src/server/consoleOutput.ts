/** Where the server writes messages for people. */
export interface ConsoleOutput {
  info(line: string): void;
  /** A line that the next progress line replaces, if the terminal can do that. */
  progress(line: string): void;
  warn(line: string): void;
}

type OutputStream = Pick<NodeJS.WriteStream, 'isTTY' | 'write'>;

/** Writes to the terminal. Without one, progress lines are omitted. */
export function consoleOutput({
  stdout,
  stderr,
}: {
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;
}): ConsoleOutput {
  let pending = false;
  const clear = () => {
    if (pending) stdout.write('\r\u001b[K');
    pending = false;
  };
  return {
    info: (line) => {
      clear();
      stdout.write(`${line}\n`);
    },
    progress: (line) => {
      if (!stdout.isTTY) return;
      clear();
      stdout.write(line);
      pending = true;
    },
    warn: (line) => {
      clear();
      stderr.write(`${line}\n`);
    },
  };
}
