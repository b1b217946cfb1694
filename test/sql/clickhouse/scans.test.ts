import { prepare } from '../../../src/answer/prepare';
import { checkQuery } from '../../../src/query/checkQuery';
import type { MetricRequest } from '../../../src/query/request';
import { clickhouseDialect } from '../../../src/sql/clickhouse/dialect';
import { NO_INDEXES } from '../../../src/plan/indexes';
import { registryOf } from '../../tables/ownProduct';

// What a scan keeps of its entities on ClickHouse: states where these are enough, else their rows.

const registry = registryOf(`
tables:
  person:
    primaryKey: id
    time: born
    columns: { id: bigint, born: date, country: text }
  visit:
    primaryKey: id
    time: at
    parents: { person: who }
    columns: { id: bigint, who: bigint, page: text, at: timestamptz, seconds: integer, device: text }
dimensions:
  page: { column: page, of: visit }
  country: { column: country, of: person }
metrics:
  visits: { numerator: { count: visit }, grain: day }
  visitors: { numerator: { count_distinct: who, of: visit }, grain: day, overTime: recompute }
  readers: { numerator: { count_distinct: who, of: visit }, filters: [{ page: [help] }], grain: day, overTime: recompute }
  devices: { numerator: { count_distinct: device, of: visit }, grain: day, overTime: recompute }
  visitors_7d: { numerator: { count_distinct: who, of: visit, window: { last: 7, unit: day } }, grain: day, overTime: last }
  median_time: { numerator: { median: seconds, of: visit, each: who }, grain: day, overTime: recompute }
`);

const NOW = Date.parse('2026-05-10T12:00:00Z');

type Request = Partial<MetricRequest>;

function statementFor(request: Request): string {
  const range = { from: '2026-05-01', to: '2026-05-04' };
  const query = checkQuery(registry, { metrics: [], range, grain: 'day', ...request }, NOW);
  return prepare({ registry, indexes: NO_INDEXES, engine: { dialect: clickhouseDialect } }, [query]).statement.text;
}

/** The scan of a table, in the statement that answers a question. */
function scanOf(table: string, request: Request): string {
  const body = new RegExp(`^ {2}${table}_reduced as (?:materialized )?\\(\\n([^]*?)\\n {2}\\)`, 'm');
  const [, scan] = body.exec(statementFor(request))!;
  return scan!.replace(/transform\(.*\) as cell/, '… as cell').replace(/^ {4}/gm, '');
}

test('days whose entities are counted keep them as sets', () => {
  expect(scanOf('visit', { metrics: ['visits', 'visitors', 'readers'] })).toMatchInlineSnapshot(`
    "select
      … as cell,
      count(*) as v1,
      count(*) filter (where t.page = {p3:String}) as v2,
      uniqExactState(t.who) as v1_entities,
      uniqExactState(case when t.page = {p3:String} then t.who end) as v2_entities
    from visit as t
    where t.at >= parseDateTime64BestEffort({p4:String}, 6, 'UTC')
    and t.at < parseDateTime64BestEffort({p5:String}, 6, 'UTC')
    group by 1"
  `);
  expect(scanOf('visit', { metrics: ['devices'] })).toContain('uniqExactState(t.device) as v1_entities');
});

test('windows unite bitmaps of whole numbers, which serve single days too', () => {
  expect(scanOf('visit', { metrics: ['visitors_7d', 'visitors'] })).toMatchInlineSnapshot(`
    "select
      … as cell,
      count(*) as v1,
      groupBitmapState(toUInt64(t.who)) as v1_entities
    from visit as t
    where t.at >= parseDateTime64BestEffort({p3:String}, 6, 'UTC')
    and t.at < parseDateTime64BestEffort({p4:String}, 6, 'UTC')
    group by 1"
  `);
});

test('days and groups of the row have states; over the whole range these are united', () => {
  const request: Request = { metrics: ['visitors'], groupBy: ['page'], totals: true };
  expect(scanOf('visit', request)).toContain('groupBitmapState(toUInt64(t.who)) as v1_entities');
  expect(statementFor(request)).toContain('groupBitmapMergeState(s.v1_entities)');
});

const BY_ROWS: Readonly<Record<string, Request>> = {
  'a statistic of each': { metrics: ['visitors', 'median_time'] },
  'a dimension of the entity, which is joined to its rows': { metrics: ['visitors'], groupBy: ['country'] },
  'others, which are counted anew': {
    metrics: ['visitors'],
    groupBy: ['page'],
    top: { n: 1, by: 'visitors', others: true },
  },
};

test.each(Object.entries(BY_ROWS))('entities have rows for %s', (_, request) => {
  const scan = scanOf('visit', request);
  expect(scan).toContain('t.who as entity');
  expect(scan).not.toContain('State(');
});
