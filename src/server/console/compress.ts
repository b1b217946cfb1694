import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';

const compress = promisify(brotliCompress);

/** Level 9 of 11: the last two levels take ten times as long and save four percent. */
const OPTIONS = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } };
const TEXTS = /\.(js|css|svg|txt)$/;

/** Adds a copy compressed with Brotli (`main.js.br`) of each text that gets smaller by it. */
export async function withCompressed(files: ReadonlyMap<string, Buffer>): Promise<Map<string, Buffer>> {
  const texts = [...files].filter(([name]) => TEXTS.test(name));
  const copies = await Promise.all(
    texts.map(async ([name, content]) => [name, content.length, await compress(content, OPTIONS)] as const),
  );
  const smaller = copies.filter(([, length, copy]) => copy.length < length);
  return new Map([...files, ...smaller.map(([name, , copy]) => [`${name}.br`, copy] as const)]);
}
