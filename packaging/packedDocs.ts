import { promisify } from 'node:util';
import { brotliCompress } from 'node:zlib';
import { compileDocs } from '../src/server/docs/compile/compileDocs';
import { ROOT } from '../src/server/root';

/** The guides as the package has them: one compressed file. */
export async function packedDocs(): Promise<Buffer> {
  return promisify(brotliCompress)(JSON.stringify(await compileDocs(ROOT)));
}
