import { printSchema } from 'graphql';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gatewaySchema } from '../../src/graphql/schema';
import { modelJsonSchema } from '../../src/registry/jsonSchema';
import { productModel } from '../registry/productModel';
import { ROOT } from './gatewayServer';

/**
 * Generated and committed files are up to date. If a test fails: `npm run schema`, and read the
 * difference.
 */
const committed = (file: string) => readFileSync(path.join(ROOT, 'schema', file), 'utf8');

test('schema.graphql is that of the registry', () => {
  expect(committed('schema.graphql')).toBe(`${printSchema(gatewaySchema(productModel()))}\n`);
});

test('model.schema.json is that of the grammar', () => {
  expect(committed('model.schema.json')).toBe(`${JSON.stringify(modelJsonSchema(), null, 2)}\n`);
});

test('building a schema twice gives the same', () => {
  const registry = productModel();
  expect(printSchema(gatewaySchema(registry))).toBe(printSchema(gatewaySchema(registry)));
});
