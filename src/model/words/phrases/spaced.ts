/**
 * A template for Chinese texts. It puts a space where a Chinese character meets a Latin letter, a
 * digit or a quotation mark at the edge of a value. It does not change the values.
 */
export function spaced(chunks: TemplateStringsArray, ...values: readonly string[]): string {
  return chunks.slice(1).reduce((text, chunk, index) => joined(joined(text, values[index]!), chunk), chunks[0]!);
}

const HAN = String.raw`\p{Script=Han}`;
const OTHER = String.raw`(?!${HAN})[\p{L}\p{N}_"]`;
const BORDER = new RegExp(`${HAN}\n${OTHER}|${OTHER}\n${HAN}`, 'u');

function joined(before: string, after: string): string {
  const [last = ''] = [...before.slice(-2)].slice(-1);
  const [first = ''] = [...after.slice(0, 2)];
  return BORDER.test(`${last}\n${first}`) ? `${before} ${after}` : before + after;
}
