import type { Definition } from '../../../src/model/definition';
import type { OverTime } from '../../../src/model/registry';
import type { Grain } from '../../../src/time/grain';
import type { FlatQuery } from '../flatQuery';
import { at, EVERY, question, tinyRegistry } from './tinyRegistry';
import type { Data, Row } from './data';
import type { EvaluatedCell } from './evaluated';
import { evaluate } from './evaluate';

/** The properties of a metric that an example sets. */
export interface ExampleMetric {
  readonly grain: Grain;
  readonly overTime: OverTime;
  readonly definition: Definition;
}

export type ExampleMetrics = Readonly<Record<string, ExampleMetric>>;

/** All events, dated by `at`. */
export const every = { table: 'event', filter: EVERY, at: 'at' } as const;

/** A registry of metrics over people and their events. */
export function exampleRegistry(metrics: ExampleMetrics) {
  return tinyRegistry({
    tables: {
      person: { columns: { id: 'bigint', source: 'text', born: 'timestamptz' } },
      event: {
        columns: {
          id: 'bigint',
          who: 'bigint',
          kind: 'text',
          cost: 'numeric',
          at: 'timestamptz',
          until: 'timestamptz',
        },
        parents: { person: 'who' },
      },
    },
    dimensions: {
      kind: { of: 'event', column: 'kind' },
      who: { of: 'person', column: 'id', type: 'id' },
      source: { of: 'person', column: 'source', empty: 'none' },
    },
    metrics,
  });
}

/** The cells of one metric from a day on, at its own grain, bucket by bucket. */
export function cells(
  metric: ExampleMetric,
  data: Data,
  range: readonly [string, string],
  changes: Partial<FlatQuery> = {},
  others: ExampleMetrics = {},
): readonly EvaluatedCell[] {
  const asked = question(['metric'], ...range, { grain: metric.grain, ...changes });
  const { rows } = evaluate(exampleRegistry({ metric, ...others }), data, asked);
  return rows.map((row) => row.cells['metric']!);
}

/** The same cells, written as the value or the status. */
export function numbers(...example: Parameters<typeof cells>): (string | null)[] {
  return cells(...example).map(({ decimal, status }) => (status === 'OK' ? decimal : status));
}

export function event(id: string, who: string | null, time: string | null, more: Row = {}): Row {
  return { id, who, at: time === null ? null : at(time), ...more };
}

/** An event of a person that is valid for a period and has a cost. */
export function span(
  id: string,
  who: string | null,
  from: string | null,
  until: string | null,
  cost: string | null,
  more: Row = {},
): Row {
  return event(id, who, from, { until: until === null ? null : at(until), cost, ...more });
}
