import { prepare } from '../../src/answer/prepare';
import type { Registry } from '../../src/model/registry';
import type { MetricQuery } from '../../src/query/query';
import { clickhouseDialect } from '../../src/sql/clickhouse/dialect';
import { planning } from '../../src/steps';
import { NO_INDEXES } from '../../src/plan/indexes';
import { statementFile } from './fixturePlans';

/** Fixtures that also show their SQL for ClickHouse: one for each kind of metric and feature. */
export const SHOWN_FOR_CLICKHOUSE: ReadonlySet<string> = new Set([
  'compare/shift',
  'entities/a-user-s-own-metrics',
  'filters/and-or-not',
  'groups/by-user',
  'groups/retention-by-channel-of-the-cohort',
  'having/by-numbers',
  'kinds/a-filter-on-another-metric',
  'kinds/arithmetic-over-metrics',
  'kinds/movements-by-day-week-and-month',
  'kinds/open-and-close-of-a-bucket',
  'kinds/statistics-by-group-and-of-others',
  'kinds/windows-across-months',
  'rows/fill',
  'rows/totals-are-counted-anew',
  'time/range-widened-to-native-buckets',
  'top/of-one-of-two-dimensions',
]);

/**
 * The statements for ClickHouse of the queries that this process prepares while `work` runs, each
 * once, with their parameters.
 */
export async function clickhouseSqlOf(registry: Registry, work: () => Promise<unknown>): Promise<string> {
  const prepared: (readonly MetricQuery[])[] = [];
  const end = (step: object): void => {
    prepared.push((step as { result: { queries: readonly MetricQuery[] } }).result.queries);
  };
  const subscribers = { start() {}, end, asyncStart() {}, asyncEnd() {}, error() {} };
  planning.subscribe(subscribers);
  try {
    await work();
  } finally {
    planning.unsubscribe(subscribers);
  }
  const context = { registry, indexes: NO_INDEXES, engine: { dialect: clickhouseDialect } };
  const { parameterName } = clickhouseDialect.syntax;
  const statements = prepared.map((queries) => {
    const { text, parameters } = prepare(context, queries).statement;
    return statementFile(text, parameters.map(writtenOut), parameterName);
  });
  return [...new Set(statements)].join('\n');
}

function writtenOut(value: unknown): string | null {
  return value === null ? null : typeof value === 'string' ? value : JSON.stringify(value);
}
