import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { stringify } from 'yaml';
import { hashOf, newKey } from '../../src/server/auth/apiKeys';
import { temporaryDirectory } from '../engine/temporaryDirectory';
import { productDatabase } from '../postgres/productDatabase';
import type { FreshDatabase } from '../postgres/freshDatabase';
import { startServer } from './startServer';

// The command that the gateway prints as an example gets an answer.

let database: FreshDatabase;
beforeAll(async () => void (database = await productDatabase()));
afterAll(() => database.drop());

test('the example of a gateway without authentication runs', async () => {
  const server = await startServer({ DATABASE_URL: database.url });
  expect(await run(commandOf(server.said), null)).toMatchObject({ data: { metrics: { rows: { length: 7 } } } });
  await server.close();
});

test('the example of a gateway with keys has a place for one', async () => {
  const directory = await temporaryDirectory();
  const file = path.join(directory.path, 'keys.yaml');
  const key = newKey();
  writeFileSync(file, stringify({ keys: [{ name: 'someone', sha256: hashOf(key) }] }));
  const server = await startServer({ DATABASE_URL: database.url, API_KEYS_FILE: file });
  const command = commandOf(server.said);
  expect(await run(command, 'another')).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
  expect(await run(command, key)).toMatchObject({ data: { metrics: { rows: { length: 7 } } } });
  await server.close();
  await directory.remove();
});

function commandOf(said: readonly string[]): string {
  return said.flatMap((text) => text.split('\n')).find((line) => line.startsWith('  curl '))!;
}

/** Sends what the command would send, with this text as the variable KEY. */
async function run(command: string, key: string | null): Promise<unknown> {
  const url = /http\S+/.exec(command)![0];
  const headers = [...command.matchAll(/-H (["'])(.+?)\1/g)].map(
    ([, , header]) => header!.split(': ') as [string, string],
  );
  const body = /-d '(.+)'$/.exec(command)![1]!;
  const sent = headers.map(([name, value]) => [name, value.replace('$KEY', String(key))] as [string, string]);
  return (await fetch(url, { method: 'POST', headers: sent, body })).json();
}
