import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { DocLink, DocPage, Docs } from '../docPages';
import { addressOf } from './addresses';
import { render, type Rendered } from './markdown';
import { sectionsOf } from './sections';

const FIRST = 'docs/README.md';

/**
 * Makes the pages of `/docs` from Markdown: the list of all guides, and every file of the package
 * that can be reached from it. The order of that list is the order of the links beside the pages.
 */
export async function compileDocs(root: string): Promise<Docs> {
  const rendered = new Map<string, Rendered>();
  const waiting = [FIRST, 'README.md', 'CHANGELOG.md'];
  for (let file = waiting.shift(); file !== undefined; file = waiting.shift()) {
    if (rendered.has(file)) continue;
    const text = await readFile(path.join(root, file), 'utf8');
    const one = render(text, file, (name) => existsSync(path.join(root, name)));
    rendered.set(file, one);
    waiting.push(...one.linked);
  }
  const pages = [...rendered].map(([file, one]) => pageOf(file, one));
  const links = [FIRST, ...rendered.get(FIRST)!.linked].map((file) =>
    linkTo(pages.find((page) => page.file === file)!),
  );
  const isReference = ({ address }: DocLink) => address.startsWith('reference/');
  const isGuide = ({ address }: DocLink) => !address.includes('/');
  return {
    pages,
    groups: [
      { title: 'Guides', links: links.filter(isGuide) },
      { title: 'Reference', links: links.filter(isReference) },
      { title: 'More', links: links.filter((link) => !isGuide(link) && !isReference(link)) },
    ],
    images: [...new Set([...rendered.values()].flatMap(({ images }) => images))],
  };
}

function pageOf(file: string, { html, tokens }: Rendered): DocPage {
  const sections = sectionsOf(tokens);
  const [first] = sections;
  if (first?.level !== 1) throw new Error(`${file} does not begin with a heading.`);
  return { address: addressOf(file), file, title: first.heading, html, sections };
}

function linkTo({ address, title }: DocPage): DocLink {
  return { address, title };
}
