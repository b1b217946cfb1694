/** Styles for text on a terminal. Elsewhere they return the text unchanged. */
export interface Style {
  bold(text: string): string;
  dim(text: string): string;
  red(text: string): string;
  yellow(text: string): string;
  /** Shades a text by a share, 0…1. */
  heat(text: string, share: number): string;
}

/** Blues of the palette of 256 colours, the lightest first. Black text stands out on each. */
const SHADES = [195, 189, 153, 117, 111, 75] as const;

/** Returns colours if the stream is a terminal and NO_COLOR is not set (https://no-color.org). */
export function styleOf(stream: { readonly isTTY?: boolean }, env: NodeJS.ProcessEnv): Style {
  const isColoured = stream.isTTY === true && (env['NO_COLOR'] ?? '') === '' && env['TERM'] !== 'dumb';
  const between = (on: number, off: number) => (text: string) =>
    isColoured && text !== '' ? `\u001b[${on}m${text}\u001b[${off}m` : text;
  const heat = (text: string, share: number) => {
    const shade = SHADES[Math.min(SHADES.length - 1, Math.floor(share * SHADES.length))]!;
    return isColoured && text !== '' ? `\u001b[38;5;16;48;5;${shade}m${text}\u001b[39;49m` : text;
  };
  return { bold: between(1, 22), dim: between(2, 22), red: between(31, 39), yellow: between(33, 39), heat };
}
