import { graphql } from 'graphql';
import { getMetadataStorage } from 'type-graphql';
import { requestContext } from '../../src/graphql/context';
import { subgraphSchema } from '../../src/graphql/subgraph';
import { loadRegistry } from '../../src/registry/load';
import { postgresDialect } from '../../src/sql/postgres/dialect';

/**
 * Run by itself, with --expose-gc. It prints the inputs whose classes are collected after another
 * schema replaces theirs, which answered a query. Jest cannot show this, as it keeps every former
 * global.
 */
const registry = loadRegistry('schema/model');
const gateway = {
  registry,
  engine: { name: 'embedded', dialect: postgresDialect },
  indexes: new Map(),
  estimates: new Map(),
} as unknown as Parameters<typeof requestContext>[0];
const forgotten = new Set<string>();
const watched = new FinalizationRegistry((name: string) => forgotten.add(name));

/** Compiled and not run: there is no database. */
const QUESTION = `{ metrics(
  range: { last: 7, unit: DAY }, select: [tasks], groupBy: [utm_source], top: { n: 1, by: tasks }, orderBy: [{ key: tasks }]
  where: { and: [{ utm_source: { eq: "a" } }] }, having: { not: { tasks: { gt: 1 } } }
) { plan { sql } } }`;

async function askOnce(): Promise<void> {
  const schema = subgraphSchema(registry);
  const { inputTypes } = getMetadataStorage() as unknown as { inputTypes: { name: string; target: object }[] };
  for (const { name, target } of inputTypes) watched.register(target, name);
  const { errors } = await graphql({ schema, source: QUESTION, contextValue: requestContext(gateway, Date.now()) });
  if (errors) throw errors[0]!;
}

async function run(): Promise<void> {
  await askOnce();
  subgraphSchema(registry);
  for (let round = 0; forgotten.size < 4 && round < 1_000; round += 1) {
    (globalThis as unknown as { gc(): void }).gc();
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  process.stdout.write([...forgotten].sort().join(' '));
}

void run();
