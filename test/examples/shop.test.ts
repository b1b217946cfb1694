import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { checkDatabase } from '../../src/engine/check';
import { fixtureTests } from '../graphql/fixtureTests';
import { gatewayServer, ROOT } from '../graphql/gatewayServer';

/**
 * Another product, in a database that knows nothing of Metergate. Its questions are asked as `test/fixtures` are, and
 * `UPDATE_FIXTURES=1 npx jest examples/shop` writes what comes back: read the difference, number by number.
 */
const SHOP = path.join(ROOT, 'examples/shop');
const files = [path.join(SHOP, 'schema.sql'), path.join(SHOP, 'data.sql')];
const options = { model: path.join(SHOP, 'model'), database: files };

fixtureTests(path.join(SHOP, 'questions'), options);

test('the database has every table and column that the registry declares', async () => {
  const { registry, engine, close } = await gatewayServer(options);
  expect(await checkDatabase(registry, engine)).toEqual([]);
  await close();
});

test('there are questions', () => {
  const questions = readdirSync(path.join(SHOP, 'questions')).filter((file) => file.endsWith('.graphql'));
  expect(questions.length).toBeGreaterThanOrEqual(10);
  const asked = questions.map((file) => readFileSync(path.join(SHOP, 'questions', file), 'utf8')).join('\n');
  expect(asked).toContain('compare');
});
