import type { DocPage, DocSection } from './docPages';

/** A section that has all words of a search. */
export interface Found {
  readonly page: DocPage;
  readonly section: DocSection;
  /** A part of its text around the first word. */
  readonly excerpt: string;
}

/** Longer searches, and further words, are not read. */
export const MAX_SEARCH = 100;
const MAX_WORDS = 8;
const MAX_FOUND = 30;
const EXCERPT = { before: 60, length: 220 };

/** The words of a search, in lower case. */
export function wordsOf(search: string): string[] {
  const words = search.slice(0, MAX_SEARCH).toLowerCase().split(/\s+/);
  return [...new Set(words.filter((word) => word !== ''))].slice(0, MAX_WORDS);
}

/** Returns the sections that have all words, the best first. */
export function searchDocs(pages: readonly DocPage[], words: readonly string[]): Found[] {
  if (words.length === 0) return [];
  const scored = pages.flatMap((page) =>
    page.sections.flatMap((section) => {
      const score = scoreOf(page, section, words);
      return score === 0 ? [] : [{ page, section, score }];
    }),
  );
  // Sorting is stable: of two equal sections, that of the earlier page is first.
  const best = scored.sort((a, b) => b.score - a.score).slice(0, MAX_FOUND);
  return best.map(({ page, section }) => ({ page, section, excerpt: excerptOf(section.text, words) }));
}

/** 0 if a word is missing. A word in a heading counts more than one in the text. */
function scoreOf({ title, address }: DocPage, section: DocSection, words: readonly string[]): number {
  const { head, body } = lowered(section);
  const page = title.toLowerCase();
  let score = 0;
  for (const word of words) {
    const inHead = head === word ? 20 : head.includes(word) ? 8 : 0;
    const inText = countOf(word, body);
    const inPage = page.includes(word) ? 3 : 0;
    if (inHead + inText + inPage === 0) return 0;
    score += inHead + inText + inPage;
  }
  // A page below another one, such as a decision, has details that few people look for.
  return address.includes('/') ? score / 2 : score;
}

/** How often a text has a word, at most `MAX_COUNT`: a long section is not the better one. */
function countOf(word: string, text: string): number {
  let count = 0;
  for (let at = text.indexOf(word); at >= 0 && count < MAX_COUNT; at = text.indexOf(word, at + word.length)) count += 1;
  return count;
}

const MAX_COUNT = 4;

/** Every search reads all sections, so their texts are changed to lower case once. */
function lowered(section: DocSection): { readonly head: string; readonly body: string } {
  const kept = inLowerCase.get(section);
  if (kept !== undefined) return kept;
  const made = { head: section.heading.toLowerCase(), body: section.text.toLowerCase() };
  inLowerCase.set(section, made);
  return made;
}

const inLowerCase = new WeakMap<DocSection, { readonly head: string; readonly body: string }>();

function excerptOf(text: string, words: readonly string[]): string {
  const lower = text.toLowerCase();
  const places = words.map((word) => lower.indexOf(word)).filter((place) => place >= 0);
  const first = Math.max(0, Math.min(...(places.length === 0 ? [0] : places)) - EXCERPT.before);
  const start = first === 0 ? 0 : text.indexOf(' ', first) + 1;
  const end = start + EXCERPT.length;
  return `${start === 0 ? '' : '… '}${text.slice(start, end)}${end < text.length ? ' …' : ''}`;
}
