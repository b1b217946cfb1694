import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** GitHub's anchor of a heading. */
const anchorOf = (heading: string) =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');

const headings = readFileSync('docs/meaning.md', 'utf8').match(/(?<=^#+ ).+$/gm)!;
const anchors = headings.map(anchorOf);

function filesUnder(directory: string): string[] {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ts|yaml|md|graphql)$/.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name));
}

test('every rule has its own anchor', () => {
  expect(new Set(anchors).size).toBe(anchors.length);
});

test('every link to a rule leads to an existing one', () => {
  const files = ['src', 'test', 'schema', 'docs', 'bench'].flatMap(filesUnder);
  const links = files.flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/meaning\.md#([\w-]+)/g)].map(([, anchor]) => ({ file, anchor: anchor! })),
  );
  expect(links.length).toBeGreaterThan(10);
  expect(links.filter(({ anchor }) => !anchors.includes(anchor))).toEqual([]);
});
