import { readFileSync } from 'node:fs';
import path from 'node:path';
import { loadRegistry } from '../../src/registry/load';
import { productModel } from '../registry/productModel';
import type { Registry } from '../../src/model/registry';
import { ROOT } from '../graphql/gatewayServer';

/**
 * The shop shows that any schema works. That holds only if the code knows none of its names from
 * the product.
 */
const SHOP = path.join(ROOT, 'examples/shop');
const product = new Set(namesOf(productModel()));
const shop = loadRegistry(path.join(SHOP, 'model'));

test('there are many names to compare', () => {
  expect(product.size).toBeGreaterThan(70);
  expect(namesOf(shop).length).toBeGreaterThan(130);
});

test('the shop shares no table, column, dimension or metric name with the product', () => {
  expect(namesOf(shop).filter((name) => product.has(name))).toEqual([]);
});

test.each(['schema.sql', 'data.sql'])('%s contains no name of the product', (file) => {
  expect(wordsOf(readFileSync(path.join(SHOP, file), 'utf8')).filter((word) => product.has(word))).toEqual([]);
});

test('no select of the shop contains a name of the product', () => {
  const selects = [...shop.tables.values()].flatMap(({ source }) => (source.kind === 'sql' ? [source.text] : []));
  expect(selects).not.toEqual([]);
  expect(selects.flatMap(wordsOf).filter((word) => product.has(word))).toEqual([]);
});

/** The keys, and the names of tables and columns in the database. */
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
