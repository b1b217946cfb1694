/** Where the server's words go. */
export interface Voice {
  say(line: string): void;
  /** A line that the next one of these replaces, where the terminal can do that. */
  progress(line: string): void;
  complain(line: string): void;
}

type Output = Pick<NodeJS.WriteStream, 'isTTY' | 'write'>;

/** Words on the terminal; where there is none, progress is said a few times only. */
export function terminalVoice({ stdout, stderr }: { readonly stdout: Output; readonly stderr: Output }): Voice {
  let pending = false;
  const clear = () => {
    if (pending) stdout.write('\r\u001b[K');
    pending = false;
  };
  return {
    say: (line) => {
      clear();
      stdout.write(`${line}\n`);
    },
    progress: (line) => {
      if (!stdout.isTTY) return;
      clear();
      stdout.write(line);
      pending = true;
    },
    complain: (line) => {
      clear();
      stderr.write(`${line}\n`);
    },
  };
}
