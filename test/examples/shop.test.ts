import { readFileSync } from 'node:fs';
import path from 'node:path';
import { loadRegistry } from '../../src/registry/load';
import { fixtures } from '../graphql/fixtureFiles';
import { fixtureTests } from '../graphql/fixtureTests';
import { gatewayServer, ROOT } from '../graphql/gatewayServer';
import { kindOf } from '../property/coverage/kindName';
import { productRegistry } from '../property/gateway';

/**
 * Another product, in a database that knows nothing of Metergate. Its queries are tested like
 * `test/fixtures`. `UPDATE_FIXTURES=1 npx jest examples/shop` writes the answers: check the
 * difference, number by number.
 */
const SHOP = path.join(ROOT, 'examples/shop');
const QUESTIONS = path.join(SHOP, 'questions');
const files = [path.join(SHOP, 'schema.sql'), path.join(SHOP, 'data.sql')];
const options = { model: path.join(SHOP, 'model'), database: files };

fixtureTests(QUESTIONS, options);

test('the database has every table and column that the registry declares', async () => {
  const { registry, engine, close } = await gatewayServer(options);
  expect(await engine.check(registry)).toEqual([]);
  await close();
});

const registry = loadRegistry(options.model);

test('the queries use every metric and dimension, and each is answered without errors', () => {
  const asked = new Set(fixtures(QUESTIONS).flatMap(({ query }) => query.match(/\w+/g) ?? []));
  expect([...registry.metrics.keys(), ...registry.dimensions.keys()].filter((key) => !asked.has(key))).toEqual([]);
  for (const { name } of fixtures(QUESTIONS))
    expect(readFileSync(path.join(QUESTIONS, `${name}.json`), 'utf8')).not.toContain('"errors"');
});

test('the shop has every kind of metric that the product has', () => {
  const kinds = new Set([...registry.metrics.values()].map(kindOf));
  expect([...productRegistry().metrics.values()].map(kindOf).filter((kind) => !kinds.has(kind))).toEqual([]);
});
