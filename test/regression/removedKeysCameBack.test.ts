import { mkdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ApiKeys, hashOf, newKey } from '../../src/server/auth/apiKeys';
import { temporaryDirectory } from '../engine/temporaryDirectory';
import { until } from '../eventually';

/**
 * A key that was removed from the file was accepted until the next edit, if the file could not be
 * read when the gateway noticed the change. It had remembered the change, but not made it.
 */
const [boss, board] = [newKey(), newKey()];
const entries = { boss: { name: 'boss', sha256: hashOf(boss) }, board: { name: 'board', sha256: hashOf(board) } };

let directory: { path: string; remove(): Promise<void> };
beforeEach(async () => {
  directory = await temporaryDirectory();
});
afterEach(() => directory.remove());

function opened(...keys: object[]) {
  const file = path.join(directory.path, 'keys.yaml');
  writeFileSync(file, JSON.stringify({ keys }));
  const warnings: string[] = [];
  return { file, warnings, keys: new ApiKeys(file, (line) => warnings.push(line)) };
}

test('a removed key stops working once the file can be read again, though its date is the same', async () => {
  const { file, keys, warnings } = opened(entries.boss, entries.board);
  expect(keys.find(boss)).not.toBeNull();
  // Root can read every file, but nobody can read a folder as a file.
  const changed = new Date(Date.now() + 5_000);
  rmSync(file);
  mkdirSync(file);
  utimesSync(file, changed, changed);
  await until(() => (keys.find(boss), warnings.length > 0));
  expect(warnings).toEqual([
    `API_KEYS_FILE is ${file}, which cannot be read (EISDIR).\nThe keys that were read before stay valid.`,
  ]);
  expect(keys.find(boss)).not.toBeNull();
  rmSync(file, { recursive: true });
  writeFileSync(file, JSON.stringify({ keys: [entries.board] }));
  utimesSync(file, changed, changed);
  await until(() => keys.find(boss) === null);
  expect(keys.find(board)).not.toBeNull();
  expect(warnings).toHaveLength(1);
});

test('another file of the same date and length is noticed', async () => {
  const { file, keys } = opened(entries.boss);
  const { atime, mtime } = statSync(file);
  writeFileSync(file, JSON.stringify({ keys: [{ ...entries.boss, sha256: hashOf(board) }] }));
  utimesSync(file, atime, mtime);
  await until(() => keys.find(boss) === null);
  expect(keys.find(board)).toMatchObject({ subject: 'key:boss' });
});
