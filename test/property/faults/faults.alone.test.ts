import type { Condition, Metric } from '../../../src/model/registry';
import type { Fault } from './fault';
import { inQuery, inRegistry, inSql } from './fault';
import { productRegistry } from '../gateway';
import { hunted } from './hunt';

// A test that cannot fail proves nothing. Each of these faults is planted into the gateway and must be found by the
// comparison with the evaluator. Those here are met by many questions; those that few meet are in rareFaults.alone.heavy.test.ts.

const registry = productRegistry();
const EVERY: Condition = { kind: 'all', of: [] };

const FAULTS: readonly Fault[] = [
  inRegistry('the average is recomputed', {
    // Windows and snapshots of several buckets cannot be recomputed.
    metric: (metric) =>
      metric.overTime === 'average' && metric.definition.kind !== 'rolling' && metric.definition.kind !== 'snapshot'
        ? { ...metric, overTime: 'recompute' }
        : metric,
  }),
  inRegistry('the average is the last', {
    metric: (metric) => (metric.overTime === 'average' && !opens(metric) ? { ...metric, overTime: 'last' } : metric),
  }),
  inRegistry('the filters of a metric are dropped', { measure: (measure) => ({ ...measure, filter: EVERY }) }),
  inRegistry('an expired subscription without an end counts', {
    measure: (measure) => (measure.kind === 'snapshot' ? { ...measure, filter: EVERY } : measure),
  }),
  inRegistry('the window is a unit short', {
    measure: (measure) =>
      measure.kind === 'rolling' && measure.window.kind === 'last' && measure.window.last > 1
        ? { ...measure, window: { ...measure.window, last: measure.window.last - 1 } }
        : measure,
  }),
  inRegistry('a lagged count is not lagged', {
    measure: (measure) => (measure.kind === 'count' ? { ...measure, lag: 0 } : measure),
  }),
  inRegistry('a return is looked for one bucket further back', {
    measure: (measure) => (measure.kind === 'return' ? { ...measure, lag: measure.lag + 1 } : measure),
  }),
  inRegistry('a return in the last of the tables is missed', {
    measure: (measure) => (measure.kind === 'return' ? { ...measure, within: measure.within.slice(0, -1) } : measure),
  }),
  inRegistry('every payer is a new one', {
    measure: (measure) => (measure.kind === 'first' ? { ...measure, kind: 'distinct' } : measure),
  }),
  inRegistry('rows are counted for users', {
    measure: (measure) => {
      if (measure.kind !== 'distinct') return measure;
      return { kind: 'count', table: measure.table, filter: measure.filter, at: measure.at, lag: 0 };
    },
  }),
  inRegistry('a daily number is measured by the week', {
    metric: (metric) => (metric.overTime === 'average' ? { ...metric, grain: 'week' } : metric),
  }),
  inRegistry('null has no name of its own', { dimension: (dimension) => ({ ...dimension, empty: null }) }),
  inRegistry('a longer way to a parent is taken', {
    table: (table) => (table.parents.size > 1 ? { ...table, parents: new Map([...table.parents].slice(-1)) } : table),
  }),

  inQuery('days are those of UTC', (query) => ({ ...query, timeZone: 'UTC' })),
  inQuery('asOf is a millisecond late', (query) => ({ ...query, asOf: query.asOf + 1 })),
  inQuery('asOf is a millisecond early', (query) => ({ ...query, asOf: query.asOf - 1 })),
  inQuery('the filter is dropped', (query) => ({ ...query, where: { kind: 'all', of: [] } })),
  inQuery('the order is turned round', (query) => ({
    ...query,
    orderBy: query.orderBy.map((order) => ({ ...order, direction: order.direction === 'asc' ? 'desc' : 'asc' })),
  })),
  inQuery('null stands at the other end', (query) => ({
    ...query,
    orderBy: query.orderBy.map((order) => ({ ...order, nulls: order.nulls === 'first' ? 'last' : 'first' })),
  })),

  inSql('rows without a parent are lost', /\bleft join\b/g, 'join'),
  inSql('the first instant of a range is out', />= (\$\d+::timestamptz)/g, '> $1'),
  inSql('null is lost by inequality', /\bis distinct from\b/g, '<>'),
  inSql('the empty text is a group of its own', /nullif\((\S+), ''\)/g, '$1'),
  inSql('text goes by the words of a language', /collate "C"/g, 'collate "en-x-icu"'),
  inSql('null comes first', /nulls last/g, 'nulls first'),
  inSql('the first event is the last', /\bmin\((?=t\.\w+\) as (?!v\d))/g, 'max('),
  inSql(
    'a user is counted in a window once a day',
    /least\((\(\$\d+::int\[\]\)\[s\.cell\]), lead\(\(\$\d+::int\[\]\)\[s\.cell\]\) over \([^)]*\)\)/g,
    '$1',
  ),
  inSql('a percentile is the value below it', /\bceil\(/g, 'floor('),
  inSql('a percentile is the value above it', /- floor\(/g, '- -1 * ceil('),
  inSql('who comes back is new', /m\.first >= m\.moment/g, 'm.first > 0'),
  inSql('who was there for nothing comes back', /count\(nullif\((case when .*? end), 0\)\)/g, 'count($1)'),
  inSql('who never was there comes back', /or t\.end_date > t\.start_date\)/g, 'or true)'),
  inSql('who is there for the first time is not known', /min\(min\(d\.there\)\) over \([^)]*\)/g, 'min(d.there)'),
  inSql('a null value is a total of its own', /(s\.v\d+) > 0 and s\.entity is not null/g, 's.entity is not null'),
  inSql('a divisor of 0 is 1', /nullif\(([^()]+), 0\)/g, 'coalesce(nullif($1, 0), 1)'),
  inSql('a share is one of all buckets', /over \(partition by c\.slot\)/g, 'over ()'),
  inSql('a ratio is rounded too early', /, 12\)/g, ', 11)'),
];

let ends: ReadonlyMap<string, string | null>;
beforeAll(async () => void (ends = await hunted(registry, FAULTS)), 1_200_000);

test.each(FAULTS.map(({ name }) => name))('found: %s', (name) => {
  expect({ [name]: ends.get(name) }).toEqual({ [name]: null });
});

/** True of what is looked at when buckets open, of which the last is no number of its own. */
function opens({ definition }: Metric): boolean {
  return definition.kind === 'snapshot' && definition.moment === 'open';
}
