import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { callCli } from '../cli/callCli';
import { temporaryDirectory } from '../engine/temporaryDirectory';
import { refused } from '../server/startServer';

/** `check` called them sound; `serve` and `schema` failed as if it were a bug of ours. */
test('a registry without metrics or dimensions is told, by every command that needs them', async () => {
  const directory = await temporaryDirectory();
  const model = path.join(directory.path, 'model');
  mkdirSync(model);
  writeFileSync(path.join(model, 'model.yaml'), 'timeZone: UTC\nlocales: [en]\n');
  const told = /there are no metrics — expected at least one[^]*there are no dimensions/;
  const checked = await callCli(['check'], { MODEL_DIRECTORY: model });
  expect([checked.code, checked.out + checked.told]).toEqual([1, expect.stringMatching(told)]);
  const printed = await callCli(['schema', '--print', 'graphql'], { MODEL_DIRECTORY: model });
  expect([printed.code, printed.told]).toEqual([1, expect.stringMatching(told)]);
  const DATA_DIRECTORY = path.join(directory.path, 'data');
  expect(await refused({ MODEL_DIRECTORY: model, DATA_DIRECTORY })).toMatch(told);
  await directory.remove();
});
