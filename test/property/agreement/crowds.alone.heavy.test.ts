import path from 'node:path';
import { loadRegistry } from '../../../src/registry/load';
import type { Registry } from '../../../src/model/registry';
import { agreement } from './agreement';
import { crowdDraft } from '../arbitrary/policy';
import { productWorld, type World } from '../arbitrary/world';
import { openPropertyDatabase } from '../database';
import { productRegistry, variantRegistry, type OpenDatabase } from '../gateway';
import { RUNS } from '../settings';
import { openShopDatabase } from '../shop/database';
import { shopWorld } from '../shop/world';

// A number of too few people is never visible, for any kind of metric, and affects nothing else in
// the answer.

const QUERIES = Math.ceil(RUNS / 20);
const shop = (): Registry => loadRegistry(path.join(__dirname, '../../../examples/shop/model'));

const WORLDS: readonly (readonly [string, () => Registry, World, OpenDatabase])[] = [
  ['the product', productRegistry, productWorld(), openPropertyDatabase],
  ['a registry that uses everything the product does not', variantRegistry, productWorld(), openPropertyDatabase],
  ['the shop', shop, shopWorld, openShopDatabase],
];

test.each(WORLDS)(
  'answers about %s show only numbers of enough people',
  (_, registry, world, open) => agreement(registry(), QUERIES, { world, open, policies: crowdDraft }),
  60_000 + QUERIES * 5_000,
);
