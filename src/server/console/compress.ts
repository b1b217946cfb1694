import { promisify } from 'node:util';
import { brotliCompress, brotliDecompress, constants } from 'node:zlib';

const compress = promisify(brotliCompress);
const decompress = promisify(brotliDecompress);

/** Level 6 of 11: the next levels take six times as long and save two percent. */
const OPTIONS = { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } };
const TEXTS = /\.(js|css|svg|txt|json)$/;

/** Replaces each text by a copy compressed with Brotli, with `.br` after its name. */
export async function compressed(files: ReadonlyMap<string, Buffer>): Promise<Map<string, Buffer>> {
  const all = [...files].map(async ([name, content]) =>
    TEXTS.test(name) ? ([`${name}.br`, await compress(content, OPTIONS)] as const) : ([name, content] as const),
  );
  return new Map(await Promise.all(all));
}

/** Returns a file as it was before `compressed`; undefined if there is none of this name. */
export async function plain(files: ReadonlyMap<string, Buffer>, name: string): Promise<Buffer | undefined> {
  const copy = files.get(`${name}.br`);
  return copy === undefined ? files.get(name) : decompress(copy);
}
