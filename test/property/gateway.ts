import path from 'node:path';
import type { Answer } from '../../src/answer/answer';
import type { Warning } from '../../src/answer/warning';
import { DataEnds } from '../../src/answer/dataEnds';
import { endDatesOf, noDataAfter } from '../../src/answer/noDataAfter';
import { Deadline } from '../../src/engine/deadline';
import type { Engine } from '../../src/engine/engine';
import { openPostgres } from '../../src/engine/postgres/open';
import { loadRegistry } from '../../src/registry/load';
import type { Registry } from '../../src/model/registry';
import { NO_INDEXES, type Indexes } from '../../src/plan/indexes';
import { answerQuery, framed, type FlatQuery } from './flatQuery';
import { openPropertyDatabase, type PropertyDatabase } from './database';
import type { Data } from './evaluator/data';
import { withKinds } from './kinds/withKinds';
import { PRODUCT_WORDS, VARIANT_WORDS } from './kinds/definitions';

/** The gateway on a database of its own, whose rows can be replaced. */
export interface Gateway {
  readonly engine: Engine;
  load(data: Data): Promise<void>;
  ask(query: FlatQuery): Promise<Answer>;
  /** The warnings NO_DATA_AFTER of an answer. */
  warnedAfter(query: FlatQuery, answer: Answer): Promise<readonly Warning[]>;
  close(): Promise<void>;
}

/** Creates a registry's tables in some database. */
export type OpenDatabase = (registry: Registry) => Promise<PropertyDatabase>;

/** An engine that answers about the rows of a PostgreSQL database. */
export interface RowsEngine {
  readonly engine: Engine;
  /** Takes over the rows after they were replaced. */
  refresh(): Promise<void>;
  close(): Promise<void>;
}

/** Opens an engine for the rows at a PostgreSQL URL. */
export type OpenEngine = (registry: Registry, url: string) => Promise<RowsEngine>;

export async function openGateway(
  registry: Registry,
  open: OpenDatabase = openPropertyDatabase,
  openEngine: OpenEngine = onPostgres,
): Promise<Gateway> {
  const database = await open(registry);
  const { engine, refresh, close } = await openEngine(registry, database.url);
  const known = indexesOfEachKind(registry);
  return {
    engine,
    load: (data) => database.load(data).then(refresh),
    ask: (query) => {
      // All ways of reading must give the same answers. The query alone decides, so that runs
      // repeat.
      const indexes = known[JSON.stringify(query).length % known.length]!;
      return answerQuery({ registry, engine, indexes, estimates: new Map(), provenKeys: new Set<string>() }, query);
    },
    async warnedAfter(query, { meta }) {
      // Nothing is remembered from one query to the next: the rows change in between.
      const dates = await endDatesOf(registry, new DataEnds(registry, engine), framed(query), new Deadline(30_000));
      return noDataAfter(registry, framed(query), dates, meta);
    },
    async close() {
      await close();
      await database.close();
    },
  };
}

/** No index, one of each column, and one of each pair of columns. */
function indexesOfEachKind({ tables }: Registry): readonly Indexes[] {
  const all = (made: (columns: readonly string[]) => readonly (readonly string[])[]): Indexes =>
    new Map([...tables.values()].map(({ key, columns }) => [key, made([...columns.keys()])]));
  return [
    NO_INDEXES,
    all((columns) => columns.map((column) => [column])),
    all((columns) => columns.flatMap((first) => columns.map((second) => [first, second]))),
  ];
}

async function onPostgres(_: Registry, url: string): Promise<RowsEngine> {
  const engine = await openPostgres(url);
  return { engine, refresh: () => Promise.resolve(), close: () => engine.close() };
}

/** Returns the product's registry, with metrics of every kind added. */
export function productRegistry(): Registry {
  return withKinds(loadRegistry(path.join(__dirname, '../../schema/model')), PRODUCT_WORDS);
}

/**
 * Returns a registry that uses features the product's own does not, with the same metrics added.
 */
export function variantRegistry(): Registry {
  return withKinds(loadRegistry(path.join(__dirname, 'variant')), VARIANT_WORDS);
}
