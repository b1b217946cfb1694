import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { changedModel } from '../graphql/changedModel';
import type { FreshDatabase } from '../postgres/freshDatabase';
import { productDatabase } from '../postgres/productDatabase';
import { ask, question } from './listeningServer';
import { spawnServer } from './spawnServer';

/** A server goes on when nobody reads what it says any more: the terminal it was started from is closed, or what collects logs is started anew. */
let database: FreshDatabase;
let model: { path: string; remove(): Promise<void> };
beforeAll(async () => {
  database = await productDatabase('none');
  model = await changedModel('model.yaml', (text) => text);
});
afterAll(async () => {
  await model.remove();
  await database.drop();
});

const version = async (url: string) => {
  const { data, errors } = await ask(url, '{ metricCatalog { version } }');
  expect(errors).toEqual([]);
  return data!['metricCatalog'].version as string;
};

test.each([
  ['standard output', ['stdout']],
  ['both', ['stdout', 'stderr']],
] as const)(
  '%s is closed',
  async (_, closed) => {
    const server = await spawnServer({ DATABASE_URL: database.url, MODEL_DIRECTORY: model.path, LOG_LEVEL: 'info' });
    const before = await version(server.url);
    for (const stream of closed) server.process[stream]!.destroy();
    // Words to both: what is wrong with an edit, that another is served, and a line for each request.
    const file = path.join(model.path, 'model.yaml');
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, text.replace('maxRows:', 'mostRows:'));
    await pause(700);
    writeFileSync(file, text.replace(/maxMetrics: \d+/, `maxMetrics: ${40 + closed.length}`));
    const began = performance.now();
    while ((await version(server.url)) === before) {
      if (performance.now() - began > 10_000) throw new Error('The edit was not served.');
      await pause(50);
    }
    expect((await ask(server.url, question(1))).errors).toEqual([]);
    expect(server.process.exitCode).toBeNull();
    expect(await server.stop()).toEqual([0, null]);
  },
  40_000,
);
