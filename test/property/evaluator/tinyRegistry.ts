import { EVERYTHING } from '../../../src/policy/policy';
import { DEFAULT_LIMITS } from '../../../src/registry/grammar/file';
import type { Condition } from '../../../src/model/condition';
import type { Definition } from '../../../src/model/definition';
import type { OverTime, Dimension, Metric, Registry } from '../../../src/model/registry';
import type { Column, ColumnType, Table } from '../../../src/model/table';
import type { Grain } from '../../../src/time/grain';
import type { FlatQuery } from '../flatQuery';

/** The minimum registry of an example. */
export interface TinyRegistry {
  readonly tables: Readonly<
    Record<
      string,
      { columns: Readonly<Record<string, ColumnType>>; primaryKey?: string; parents?: Readonly<Record<string, string>> }
    >
  >;
  readonly dimensions?: Readonly<Record<string, { of: string; column: string; type?: 'text' | 'id'; empty?: string }>>;
  readonly metrics: Readonly<Record<string, { grain: Grain; overTime: OverTime; definition: Definition }>>;
}

/** Builds a full registry for an example, with placeholder words. */
export function tinyRegistry({ tables, dimensions = {}, metrics }: TinyRegistry): Registry {
  const place = { file: 'example', line: 1 };
  const label = { en: 'example', zh: '例' };
  const map = <From, To>(from: Readonly<Record<string, From>>, to: (key: string, value: From) => To) =>
    new Map(Object.entries(from).map(([key, value]) => [key, to(key, value)]));
  const column = (key: string, type: ColumnType): Column => ({
    key,
    name: key,
    type,
    timeZone: type === 'timestamp' ? 'UTC' : null,
    computed: null,
    sourceLocation: place,
  });
  return {
    version: 'example',
    timeZone: 'UTC',
    locale: 'en',
    locales: ['en', 'zh'],
    limits: DEFAULT_LIMITS,
    groups: new Map([['group', { key: 'group', label }]]),
    tables: map(tables, (key, { columns, primaryKey = 'id', parents = {} }): Table => ({
      key,
      source: { kind: 'relation', schema: null, name: key },
      filter: EVERY,
      primaryKey: [primaryKey],
      isKeyTrusted: false,
      settles: null,
      time: null,
      columns: map(columns, column),
      parents: map(parents, (_, column) => [column]),
      sourceLocation: place,
    })),
    dimensions: map(dimensions, (key, { of, column, type = 'text', empty }): Dimension => ({
      key,
      label,
      description: null,
      form: type === 'id' ? { type } : { type, empty: empty ?? null, merged: [], order: null },
      table: of,
      column,
      values: new Map(),
      entity: null,
      sourceLocation: place,
    })),
    roles: new Map(),
    hidden: new Map(),
    metrics: map(metrics, (key, { grain, overTime, definition }): Metric => ({
      key,
      label,
      description: null,
      group: 'group',
      priority: null,
      owner: null,
      better: null,
      unit: { kind: 'count', currency: null },
      grain,
      overTime: overTime,
      deprecated: null,
      formerKeys: [],
      renamedTo: null,
      definition,
      dimensions: [],
      sourceLocation: place,
    })),
  };
}

/** True of every row. */
export const EVERY: Condition = { kind: 'all', of: [] };

/** The condition that the column equals one of the values. */
export function oneOf(column: string, ...values: readonly string[]): Condition {
  return { kind: 'in', column, values };
}

/** A plain query over dates in UTC, with the changes of an example. */
export function question(
  metrics: readonly string[],
  from: string,
  to: string,
  changes: Partial<FlatQuery> = {},
): FlatQuery {
  return {
    metrics,
    range: { kind: 'to', from: { date: from }, to: { date: to } },
    groupBy: [],
    grain: null,
    timeZone: 'UTC',
    where: { kind: 'all', of: [] },
    having: { kind: 'all', of: [] },
    top: null,
    compare: null,
    fill: true,
    orderBy: [],
    limit: null,
    offset: 0,
    asOf: Date.parse('2030-01-01T00:00:00Z'),
    totals: false,
    rowCount: true,
    shares: true,
    overall: false,
    perEntity: false,
    policy: EVERYTHING,
    ...changes,
  };
}

/** The instant of an ISO text. */
export function at(iso: string): number {
  const instant = Date.parse(iso);
  if (Number.isNaN(instant)) throw new Error(`no instant: ${iso}`);
  return instant;
}
