import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';

/** The package folder of a file in node_modules: the innermost one, if packages are nested. */
const PACKAGE = /^.*node_modules\/(?:@[^/]+\/)?[^/]+/;

/** Returns the licences of all packages of these files as one text. A bundle must include them. */
export async function licencesOf(root: string, files: readonly string[]): Promise<string> {
  const folders = new Set(files.flatMap((file) => PACKAGE.exec(file)?.[0] ?? []));
  const notices = await Promise.all([...folders].sort().map((folder) => noticeOf(path.join(root, folder))));
  return ['What the scripts beside this file are made of, and the licence of each.', ...notices].join(RULE);
}

const RULE = `\n\n${'-'.repeat(80)}\n\n`;

async function noticeOf(folder: string): Promise<string> {
  const { name, version, license } = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8')) as Record<
    string,
    unknown
  >;
  const names = (await readdir(folder)).filter((one) => /^(licen[cs]e|copying|notice)/i.test(one)).sort();
  const texts = (await Promise.all(names.map((one) => textsOf(path.join(folder, one))))).flat();
  return [`${name} ${version} (${license})`, ...texts.map((text) => text.trim())].join('\n\n');
}

/** The text of a file, or the texts of all files of a folder. */
async function textsOf(place: string): Promise<string[]> {
  if ((await stat(place)).isFile()) return [await readFile(place, 'utf8')];
  const names = (await readdir(place)).sort();
  return (await Promise.all(names.map((one) => textsOf(path.join(place, one))))).flat();
}
