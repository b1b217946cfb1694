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

// Numbers that rest on too few people are told to nobody, whatever the kind of metric, and take no part in anything.

const QUERIES = Math.ceil(RUNS / 20);
const shop = (): Registry => loadRegistry(path.join(__dirname, '../../../examples/shop/model'));

const WORLDS: readonly (readonly [string, () => Registry, World, OpenDatabase])[] = [
  ['the product', productRegistry, productWorld(), openPropertyDatabase],
  ['a registry with all that the product has not', variantRegistry, productWorld(), openPropertyDatabase],
  ['the shop', shop, shopWorld, openShopDatabase],
];

test.each(WORLDS)(
  'of %s only what rests on people enough is told',
  (_, registry, world, open) => agreement(registry(), QUERIES, { world, open, policies: crowdDraft }),
  60_000 + QUERIES * 5_000,
);
