import type { Asker } from '../engine/asker';
import type { MetricQuery } from '../query/query';
import { timeColumnsOf } from '../model/timeColumns';
import { resolveRegistry } from '../sql/resolvedRegistry';
import { newestSql } from '../sql/datesSql';
import { compile } from '../sql/compile';
import type { Gateway } from './gateway';
import { decodeDates } from './decodeDates';

/** How far the rows of a table go (docs/meaning.md#freshness). */
export interface Freshness {
  readonly table: string;
  /** Milliseconds since the epoch; null: no row is dated up to asOf. */
  readonly latest: number | null;
}

/**
 * The newest row in each table that the metrics of a query read, by one statement of its own.
 * Errors: those of the engine.
 */
export async function freshnessOf(
  { registry, engine }: Gateway,
  { frame: { timeZone, asOf, policy }, page: { metrics } }: MetricQuery,
  asker: Asker,
): Promise<Freshness[]> {
  const timeColumns = timeColumnsOf(registry, metrics);
  const newest = newestSql(resolveRegistry(registry, { timeZone, asOf, policy }), timeColumns, asOf);
  const statement = compile(newest, engine.dialect);
  const dates = decodeDates(await engine.run(statement, asker));
  const latest = new Map<string, number | null>();
  timeColumns.forEach(({ table }, index) => {
    const [known, date] = [latest.get(table) ?? null, dates[index]!];
    latest.set(table, known === null || date === null ? (known ?? date) : Math.max(known, date));
  });
  return [...latest].map(([table, at]) => ({ table, latest: at }));
}
