import { columnsOf } from '../engine/databaseColumns';
import type { DatabaseColumn } from '../engine/engine';
import { matchKind } from '../model/byKind';
import { COLUMN_TYPE_FACTS } from '../model/columnTypes';
import type { EntityRows, Measure } from '../model/measure';
import type { Registry } from '../model/registry';
import { measuresOf } from '../model/rowAccess';
import type { Relation } from '../model/table';

/** A smaller table is read as fast without an index. */
const WORTH_ROWS = 10_000;

/** The index that measures would use, by the registry's keys, and what it saves. */
interface WantedIndex {
  readonly table: string;
  readonly columns: readonly string[];
  readonly finds: 'range' | 'entity';
}

/**
 * An index that the database lacks for some metrics, each as a line with its reason and a line with
 * its DDL. Only tables with a known number of rows count: no views, no partitioned tables.
 */
export function indexSuggestions(registry: Registry, columns: readonly DatabaseColumn[]): readonly string[] {
  const wanted = new Map<string, { readonly index: WantedIndex; readonly metrics: string[] }>();
  for (const metric of registry.metrics.values()) {
    for (const index of measuresOf(registry, metric).flatMap(indexesFor)) {
      const key = JSON.stringify(index);
      const { metrics } = wanted.get(key) ?? wanted.set(key, { index, metrics: [] }).get(key)!;
      if (metrics.at(-1) !== metric.key) metrics.push(metric.key);
    }
  }
  return [...wanted.values()].flatMap(({ index, metrics }) => suggestion(registry, columns, index, metrics));
}

function indexesFor(measure: Measure): readonly WantedIndex[] {
  const ofRange = ({ table, at }: Pick<EntityRows, 'table' | 'at'>): readonly WantedIndex[] => [
    { table, columns: [at], finds: 'range' },
  ];
  const none = () => [];
  return matchKind<Measure, readonly WantedIndex[], []>(measure, {
    count: ofRange,
    sum: ofRange,
    distinct: ofRange,
    rolling: ofRange,
    statistic: ofRange,
    // These read all of history.
    first: none,
    snapshot: none,
    movement: none,
    activity: (measure) => (measure.is === 'new' || measure.is === 'resurrected' ? none() : ofRange(measure)),
    return: (back) => [
      ...ofRange(back),
      ...back.within.flatMap((rows): readonly WantedIndex[] => [
        { table: rows.table, columns: [rows.entity, rows.at], finds: 'entity' },
        ...ofRange(rows),
      ]),
    ],
  });
}

function suggestion(
  { tables }: Registry,
  all: readonly DatabaseColumn[],
  { table: key, columns, finds }: WantedIndex,
  metrics: readonly string[],
): readonly string[] {
  const { source, columns: declared } = tables.get(key)!;
  if (source.kind !== 'relation' || columns.some((column) => declared.get(column)!.computed !== null)) return [];
  const found = columnsOf(source, all);
  const names = columns.map((column) => declared.get(column)!.name);
  const rows = found[0]?.rows ?? null;
  if (rows === null || rows < WORTH_ROWS) return [];
  const isThere = found.some(({ indexes }) =>
    indexes.some((index) => names.every((name, position) => index[position] === name)),
  );
  // A time without a zone is converted first, so only a stretch of days finds it by an index.
  const isUsed = finds === 'range' || COLUMN_TYPE_FACTS[declared.get(columns[1]!)!.type].time === 'instant';
  if (isThere || !isUsed) return [];
  const entities = finds === 'entity' ? (found.find(({ column }) => column === names[0])?.distinct ?? null) : null;
  const reason = {
    range: `read all of its ${written(rows)} rows for every range; with it, those of the range`,
    entity: `read every row of the range; with it, they look up the entities of the cohort${ofEach(rows, entities)}`,
  }[finds];
  return [
    `${key} has no index that begins with ${names.join(', ')}. Without it, ${listed(metrics)} may ${reason}.\n` +
      `  CREATE INDEX CONCURRENTLY ON ${quoted(source)} (${names.map(quote).join(', ')});`,
  ];
}

function ofEach(rows: number, entities: number | null): string {
  return entities === null || entities < 1
    ? ''
    : ` (about ${written(Math.max(1, Math.round(rows / entities)))} of ${written(rows)} rows for each)`;
}

const SHOWN = 3;

function listed(metrics: readonly string[]): string {
  const more = metrics.length - SHOWN;
  return more > 0 ? `${metrics.slice(0, SHOWN).join(', ')} and ${more} more` : metrics.join(', ');
}

function written(count: number): string {
  return count.toLocaleString('en');
}

function quoted({ schema, name }: Relation): string {
  return schema === null ? quote(name) : `${quote(schema)}.${quote(name)}`;
}

function quote(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
