import { eastAsianWidth } from 'get-east-asian-width';

const graphemes = new Intl.Segmenter();
const EMOJI = new RegExp('^\\p{RGI_Emoji}$', 'v');

/** The columns of a terminal that a text takes: characters of East Asia and emoji take two, accents on a letter none. */
export function textWidth(text: string): number {
  if (/^[\x20-\x7e]*$/.test(text)) return text.length;
  let width = 0;
  for (const { segment } of graphemes.segment(text)) {
    width += EMOJI.test(segment) ? 2 : eastAsianWidth(segment.codePointAt(0)!);
  }
  return width;
}

/** A text of the database as a terminal can show it on one line: what would steer the terminal is written out. */
export function onOneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028-\u202e\u2066-\u2069]/gu, (character) => {
    const code = character.codePointAt(0)!;
    return character === '\n' ? '\\n' : character === '\t' ? '\\t' : `\\u${code.toString(16).padStart(4, '0')}`;
  });
}

/** Breaks a text between words into lines of at most `width`, where words are not longer themselves. */
export function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && textWidth(last) + 1 + textWidth(word) <= width)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
