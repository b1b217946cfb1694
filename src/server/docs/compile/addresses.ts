import path from 'node:path';

/** Files that are pages: those of the package that people read. */
const READ = /^(docs|examples|bench)\/.*\.md$|^[A-Z]+\.md$/;

export function isPage(file: string): boolean {
  return READ.test(file);
}

/**
 * Returns the address of a Markdown file below `/docs/`. The first page is the list of all guides.
 * Files from outside `docs` are below `project/`.
 */
export function addressOf(file: string): string {
  const name = file.replace(/\.md$/, '');
  if (name === 'docs/README') return '';
  return name.startsWith('docs/') ? name.slice('docs/'.length) : `project/${name}`;
}

/** The file to which a link of another file leads, from the folder of Metergate. */
export function targetOf(link: string, file: string): string {
  return path.posix.join(path.posix.dirname(file), link).replace(/\/$/, '');
}

/** The path from a page to a page, picture or search below `/docs/`. */
export function pathBetween(from: string, to: string): string {
  return rootOf(from) + to;
}

/** The path from a page to `/docs/`. */
export function rootOf(address: string): string {
  return '../'.repeat(address.split('/').length - 1) || './';
}
