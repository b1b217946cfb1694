import path from 'node:path';
import { loadRegistry } from '../../../src/registry/load';
import { agreement } from './agreement';
import { arranged } from '../anySchema/rows';
import { productWorld } from '../arbitrary/world';
import { RUNS } from '../settings';

// The product's rows in other kinds of tables, with other keys and types: the rules do not depend
// on the schema.

const QUERIES = Math.ceil(RUNS / 8);

test(
  'every answer about any kind of table is what the evaluator says',
  () => agreement(loadRegistry(path.join(__dirname, '../anySchema')), QUERIES, { world: productWorld(arranged) }),
  60_000 + QUERIES * 4_000,
);
