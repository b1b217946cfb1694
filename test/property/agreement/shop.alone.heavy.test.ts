import path from 'node:path';
import { loadRegistry } from '../../../src/registry/load';
import { agreement } from './agreement';
import { openShopDatabase } from '../shop/database';
import { shopWorld } from '../shop/world';
import { RUNS } from '../settings';

// Another product with a database of its own. Views, a materialized view, partitions and a select
// make its rows from random ones.

const MODEL = path.join(__dirname, '../../../examples/shop/model');
const QUERIES = Math.ceil(RUNS / 8);

test(
  "every answer about the shop's metrics is what the evaluator says",
  () => agreement(loadRegistry(MODEL), QUERIES, { world: shopWorld, open: openShopDatabase }),
  60_000 + QUERIES * 4_000,
);
