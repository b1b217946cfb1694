import { preload } from '../console/html';
import type { DocPage, Docs, DocSection } from './docPages';
import { MAX_SEARCH, type Found } from './search';

/** The content security policy of the guides: nothing loads from elsewhere. */
export const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src-elem 'self'",
  "font-src 'self'",
  "img-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

/** The scripts and styles of the pages. */
export interface DocAssets {
  /** Their version, which is the name of their folder. */
  readonly version: string;
  /** The scripts and fonts that a page needs at once. */
  readonly needs: readonly string[];
}

interface Frame {
  readonly docs: Docs;
  /** The address below `/docs/`. */
  readonly address: string;
  readonly title: string;
  readonly content: string;
  readonly sections: readonly DocSection[];
  readonly search?: string;
  readonly assets: DocAssets;
}

/** The HTML of a guide. */
export function docHtml(docs: Docs, { address, title, html, sections }: DocPage, assets: DocAssets): string {
  return frame({ docs, address, title, content: html, sections, assets });
}

/** The HTML of the sections that a search found. */
export function foundHtml(
  docs: Docs,
  search: string,
  words: readonly string[],
  found: readonly Found[],
  assets: DocAssets,
): string {
  const items = found.map(({ page, section, excerpt }) => {
    const address = `${page.address || './'}${section.level === 1 ? '' : `#${section.anchor}`}`;
    const where = section.level === 1 ? '' : `<span class="where">${escaped(page.title)}</span>`;
    return `<li><a href="${escaped(address)}">${escaped(section.heading)}</a> ${where}<p>${marked(excerpt, words)}</p></li>`;
  });
  const count = found.length === 0 ? NOTHING : `${found.length} ${found.length === 1 ? 'section' : 'sections'}`;
  const content = `<h1>Search</h1>\n<p>${count}</p>\n<ol class="found">${items.join('\n')}</ol>`;
  return frame({ docs, address: 'search', title: 'Search', content, sections: [], search, assets });
}

const NOTHING = 'No section has all of these words. Try fewer words, or a part of one.';

function frame({ docs, address, title, content, sections, search = '', assets }: Frame): string {
  const here = '../'.repeat(address.split('/').length - 1) || './';
  const root = `${here}../`;
  const files = `${root}assets/${assets.version}`;
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>${escaped(title)} · Metergate</title>
    <link rel="icon" href="${files}/icon.svg" />
    <link rel="stylesheet" href="${files}/docs.css" />
    ${assets.needs.map((file) => preload(`${files}/${file}`)).join('\n    ')}
    <script type="module" src="${files}/docs.js" blocking="render"></script>
  </head>
  <body>
    <a class="skip" href="#content">Skip to the content</a>
    <header class="top">
      <a class="brand" href="${root}">Metergate</a>
      <form role="search" action="${here}search">
        <input type="search" name="q" value="${escaped(search)}" maxlength="${MAX_SEARCH}" aria-label="Search the guides" placeholder="Search the guides" required />
        <button>Search</button>
      </form>
    </header>
    <div class="columns">
      <nav aria-label="Guides">
        <details class="contents">
          <summary>Contents</summary>
          ${docs.groups.map((group) => groupHtml(group, address, here)).join('\n')}
        </details>
      </nav>
      <main id="content" tabindex="-1">
        ${tableOfContents(sections)}
        <article>
${content}
        </article>
      </main>
    </div>
  </body>
</html>
`;
}

function groupHtml({ title, links }: Docs['groups'][number], current: string, here: string): string {
  const items = links.map(({ address, title: text }) => {
    const mark = address === current ? ' aria-current="page"' : '';
    return `<li><a href="${escaped(here + address)}"${mark}>${escaped(text)}</a></li>`;
  });
  return `<p class="group">${escaped(title)}</p><ul>${items.join('')}</ul>`;
}

/** Chapters and their sections. A page with fewer than two chapters needs no list. */
function tableOfContents(sections: readonly DocSection[]): string {
  const listed = sections.filter(({ level }) => level === 2 || level === 3);
  if (listed.filter(({ level }) => level === 2).length < 2) return '';
  const items = listed.map(
    ({ level, anchor, heading }) =>
      `<li class="level-${level}"><a href="#${escaped(anchor)}">${escaped(heading)}</a></li>`,
  );
  return `<nav class="toc" aria-label="On this page"><details class="contents"><summary>On this page</summary><ul>${items.join('')}</ul></details></nav>`;
}

/** A text with the words of a search marked. */
function marked(text: string, words: readonly string[]): string {
  const any = new RegExp(`(${words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|')})`, 'giu');
  return text
    .split(any)
    .map((part, index) => (index % 2 === 1 ? `<mark>${escaped(part)}</mark>` : escaped(part)))
    .join('');
}

export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
