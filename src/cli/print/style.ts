/** How words stand out on a terminal; elsewhere they do not. */
export interface Style {
  bold(text: string): string;
  dim(text: string): string;
  red(text: string): string;
  yellow(text: string): string;
}

/** Colours for a person at a terminal who has not said no to them (https://no-color.org). */
export function styleOf(stream: { readonly isTTY?: boolean }, env: NodeJS.ProcessEnv): Style {
  const isColoured = stream.isTTY === true && (env['NO_COLOR'] ?? '') === '' && env['TERM'] !== 'dumb';
  const between = (on: number, off: number) => (text: string) =>
    isColoured && text !== '' ? `\u001b[${on}m${text}\u001b[${off}m` : text;
  return { bold: between(1, 22), dim: between(2, 22), red: between(31, 39), yellow: between(33, 39) };
}
