import type { Measure } from '../../src/model/measure';
import type { Registry } from '../../src/model/registry';
import { instantOf, orderOf, textOf, type Data } from './evaluator/data';
import { byCodePoint, type Dimensions } from './evaluator/dimensions';
import { Facts } from './evaluator/facts';
import { unfiltered } from './evaluator/metrics';
import { oneAfterAnother } from './evaluator/order';
import type { FlatQuery } from './flatQuery';

/** A row of an audience metric: docs/meaning.md#audiences. */
export interface AudienceEvent {
  readonly entity: string;
  readonly at: number;
  /** The values of the row's group, as JSON. */
  readonly by: string;
  readonly person: string | null;
}

/** The events of a metric up to asOf that `where` keeps. `rows` are those visible to the caller. */
export function audienceEvents(
  registry: Registry,
  rows: Data,
  dimensions: Dimensions,
  query: FlatQuery,
  metric: string,
  keys: readonly string[],
): AudienceEvent[] {
  const person = query.policy.smallestGroup?.dimension ?? null;
  const { base, filters } = unfiltered(registry, metric);
  const measure = base.definition as Measure & { readonly at: string };
  const facts = new Facts(registry, rows, { ...query, groupBy: keys }, dimensions, person);
  const own = filters.reduce((all, filter) => all.under(filter), facts).of(measure);
  const table = registry.tables.get(measure.table)!;
  const column = measure.kind === 'count' ? table.primaryKey[0]! : (measure as { entity: string }).entity;
  const dated = own.flatMap((fact) => {
    const [entity, at] = [textOf(fact.row, column), instantOf(fact.row, measure.at)];
    return entity === null || at === null ? [] : [{ ...fact, entity, at }];
  });
  const earlier = oneAfterAnother<(typeof dated)[number]>([
    (a, b) => a.at - b.at,
    ...table.primaryKey.map((key) => (a: (typeof dated)[number], b: (typeof dated)[number]) => {
      const [x, y] = [textOf(a.row, key)!, textOf(b.row, key)!];
      return table.columns.get(key)!.type === 'text' ? byCodePoint(x, y) : orderOf(table, key)(x, y);
    }),
  ]);
  const counted =
    measure.kind === 'first'
      ? dated.filter((one) => dated.every((other) => other.entity !== one.entity || earlier(one, other) <= 0))
      : dated;
  return counted
    .filter(({ kept, at }) => kept && at <= query.asOf)
    .map(({ entity, at, values }) => ({
      entity,
      at,
      by: JSON.stringify(values.slice(0, keys.length)),
      person: person === null ? null : values[keys.length]!,
    }));
}

/** The table that a metric counts rows of. */
export function audienceTable(registry: Registry, metric: string): string {
  return (unfiltered(registry, metric).base.definition as Measure).table;
}
