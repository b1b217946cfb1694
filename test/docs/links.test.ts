import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { anchorOf } from '../../reference/markdown';
import { ROOT } from '../graphql/gatewayServer';

/** Each link between pages of the project leads to an existing file and to one of its headings. */
const pages = ['.', 'docs', 'bench', 'examples', 'packaging', 'reference', 'src', 'test'].flatMap((folder) =>
  readdirSync(path.join(ROOT, folder), { recursive: folder !== '.', encoding: 'utf8' })
    .filter((file) => file.endsWith('.md') && !file.includes('node_modules'))
    .map((file) => path.join(folder, file)),
);

test.each(pages)('the links of %s lead somewhere', (page) => {
  const text = readFileSync(path.join(ROOT, page), 'utf8').replace(/^```[^]*?^```$/gm, '');
  const links = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, link]) => link!).filter((link) => !/^\w+:/.test(link));
  expect(links.filter((link) => !leads(page, link))).toEqual([]);
});

function leads(page: string, link: string): boolean {
  const [file, anchor] = link.split('#') as [string, string | undefined];
  const target = path.join(ROOT, file === '' ? page : path.join(path.dirname(page), file));
  if (!existsSync(target)) return false;
  if (anchor === undefined) return true;
  return statSync(target).isFile() && headingsOf(target).includes(anchor);
}

function headingsOf(file: string): string[] {
  const text = readFileSync(file, 'utf8').replace(/^```[^]*?^```$/gm, '');
  return [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading]) => anchorOf(heading!.replaceAll('`', '')));
}
