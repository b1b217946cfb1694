import { brotliDecompressSync, gzipSync } from 'node:zlib';
import { packedDocs } from '../../packaging/packedDocs';
import { consoleBundle } from '../../src/server/console/bundle';

/** The most that a browser loads, in kB with gzip (docs/decisions/0035-console.md). */
const MOST_KB = { shell: 300, charts: 250 };
const scripts = new Map<string, string>();
let shippedMb: number;
beforeAll(async () => {
  const { files } = await consoleBundle(() => undefined);
  const all = [await packedDocs(), ...files.values()];
  shippedMb = all.reduce((sum, { length }) => sum + length, 0) / 1e6;
  for (const [name, content] of files) {
    if (name.endsWith('.js.br')) scripts.set(name.slice(0, -3), brotliDecompressSync(content).toString());
  }
});

/** The script and everything that it imports at once, without the parts in `except`. */
function withImports(script: string, except: ReadonlySet<string> = new Set()): Set<string> {
  const found = new Set<string>();
  const add = (name: string) => {
    if (found.has(name) || except.has(name)) return;
    found.add(name);
    for (const [, next] of scripts.get(name)!.matchAll(/(?:from|import)"\.\/([^"]+)"/g)) add(next!);
  };
  add(script);
  return found;
}

function kilobytes(names: ReadonlySet<string>): number {
  return [...names].reduce((sum, name) => sum + gzipSync(scripts.get(name)!).length, 0) / 1e3;
}

test('the shell and the charts are small, and charts load later', () => {
  const shell = withImports('console.js');
  const [charts] = [...scripts.keys()].filter((name) => name.startsWith('Canvas'));
  expect([...shell].filter((name) => name === charts)).toEqual([]);
  const first = withImports('first.js');
  const all = { first: kilobytes(first), shell: kilobytes(new Set([...first, ...shell])) };
  const sizes = { ...all, charts: kilobytes(withImports(charts!, shell)) };
  const shown = Object.entries(sizes).map(([name, size]) => `${name} ${Math.round(size)}`);
  process.stdout.write(`kB with gzip: ${shown.join(', ')}; all files ${shippedMb.toFixed(2)} MB\n`);
  expect(sizes.shell).toBeLessThanOrEqual(MOST_KB.shell);
  expect(sizes.charts).toBeLessThanOrEqual(MOST_KB.charts);
});

test('the package grows by at most 3 MB for all pages', () => {
  expect(shippedMb).toBeLessThanOrEqual(3);
});
