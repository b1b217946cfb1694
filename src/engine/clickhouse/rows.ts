import type { EngineRow } from '../engine';

/** How the format TabSeparated writes characters; others after a backslash are themselves. */
const WRITTEN: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f', '0': '\0' };
const NULL = '\\N';

/** The format of all rows. Each value is an exact text, and null differs from every text. */
export const FORMAT = 'TabSeparated';

/** Reads a line of the format. */
export function readRow(line: string): EngineRow {
  const values = line.split('\t');
  return line.includes('\\') ? values.map(readValue) : values;
}

function readValue(text: string): string | null {
  if (text === NULL) return null;
  return text.includes('\\')
    ? text.replace(/\\(.)/gs, (_, character: string) => WRITTEN[character] ?? character)
    : text;
}
