import type { Token } from 'markdown-it';
import type { DocSection } from '../docPages';
import { attribute, textOf } from './markdown';

/** The sections of a page, in their order, with the texts that a search reads. */
export function sectionsOf(tokens: readonly Token[]): DocSection[] {
  const sections: { level: number; anchor: string; heading: string; text: string[] }[] = [];
  for (const [index, token] of tokens.entries()) {
    if (token.type === 'heading_open') {
      const heading = textOf(tokens[index + 1]!);
      sections.push({ level: Number(token.tag.slice(1)), anchor: attribute(token, 'id'), heading, text: [] });
    } else if (tokens[index - 1]?.type !== 'heading_open') {
      if (token.type === 'inline') sections.at(-1)?.text.push(textOf(token));
      else if (token.type === 'fence') sections.at(-1)?.text.push(token.content);
    }
  }
  return sections.map(({ text, ...section }) => ({ ...section, text: text.join(' ').replace(/\s+/g, ' ').trim() }));
}
