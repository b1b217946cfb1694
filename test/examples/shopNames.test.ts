import { readFileSync } from 'node:fs';
import path from 'node:path';
import { loadRegistry } from '../../src/registry/load';
import type { Registry } from '../../src/model/registry';
import { MODEL, ROOT } from '../graphql/gatewayServer';

/** The shop proves that any schema works only as long as none of its names is one that the code may know from the product. */
const SHOP = path.join(ROOT, 'examples/shop');
const product = new Set(namesOf(loadRegistry(MODEL)));
const shop = loadRegistry(path.join(SHOP, 'model'));

test('there are names to compare', () => {
  expect(product.size).toBeGreaterThan(70);
  expect(namesOf(shop).length).toBeGreaterThan(130);
});

test('no table, column, dimension or metric is called as one of the product', () => {
  expect(namesOf(shop).filter((name) => product.has(name))).toEqual([]);
});

test.each(['schema.sql', 'data.sql'])('nor is anything in %s', (file) => {
  expect(wordsOf(readFileSync(path.join(SHOP, file), 'utf8')).filter((word) => product.has(word))).toEqual([]);
});

test('nor is anything in a select', () => {
  const selects = [...shop.tables.values()].flatMap(({ source }) => (source.kind === 'sql' ? [source.text] : []));
  expect(selects).not.toEqual([]);
  expect(selects.flatMap(wordsOf).filter((word) => product.has(word))).toEqual([]);
});

/** Keys, and what tables and columns are called in the database. */
function namesOf({ tables, dimensions, metrics }: Registry): string[] {
  const stored = [...tables.values()].flatMap(({ key, source, columns }) => [
    key,
    ...(source.kind === 'relation' ? [source.name] : []),
    ...[...columns.values()].flatMap((column) => [column.key, column.name]),
  ]);
  return [...new Set([...stored, ...dimensions.keys(), ...metrics.keys()])];
}

function wordsOf(text: string): string[] {
  return text.match(/\w+/g) ?? [];
}
