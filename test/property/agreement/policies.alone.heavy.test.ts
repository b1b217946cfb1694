import path from 'node:path';
import { loadRegistry } from '../../../src/registry/load';
import type { Registry } from '../../../src/model/registry';
import { agreement } from './agreement';
import { arranged } from '../anySchema/rows';
import { policyDraft } from '../arbitrary/policy';
import { productWorld, type World } from '../arbitrary/world';
import { openPropertyDatabase } from '../database';
import { productRegistry, variantRegistry, type OpenDatabase } from '../gateway';
import { RUNS } from '../settings';
import { openShopDatabase } from '../shop/database';
import { shopWorld } from '../shop/world';

// The evaluator first removes the rows that the caller may not see. The gateway must give the same
// answer.

const QUERIES = Math.ceil(RUNS / 20);
const shop = (): Registry => loadRegistry(path.join(__dirname, '../../../examples/shop/model'));
const anySchema = (): Registry => loadRegistry(path.join(__dirname, '../anySchema'));

const WORLDS: readonly (readonly [string, () => Registry, World, OpenDatabase])[] = [
  ['the product', productRegistry, productWorld(), openPropertyDatabase],
  ['a registry that uses everything the product does not', variantRegistry, productWorld(), openPropertyDatabase],
  ['any kind of table', anySchema, productWorld(arranged), openPropertyDatabase],
  ['the shop, with unions, events, views and selects', shop, shopWorld, openShopDatabase],
];

test.each(WORLDS)(
  'answers about %s use only the rows that the caller may see',
  (_, registry, world, open) => agreement(registry(), QUERIES, { world, open, policies: policyDraft }),
  60_000 + QUERIES * 5_000,
);
