import type { Condition } from '../../../src/model/condition';
import type { Metric } from '../../../src/model/registry';
import type { Fault } from './fault';
import { inQuery, inRegistry, inSql } from './fault';
import { productRegistry } from '../gateway';
import { hunted } from './hunt';

// A test that cannot fail proves nothing. The comparison with the evaluator must find each fault
// planted here. Many queries meet these faults; rareFaults.alone.heavy.test.ts has those that few
// meet.

const registry = productRegistry();
const EVERY: Condition = { kind: 'all', of: [] };

const FAULTS: readonly Fault[] = [
  inRegistry('an average is recomputed over the coarser bucket', {
    // Windows and snapshots over several buckets cannot be recomputed.
    metric: (metric) =>
      metric.overTime === 'average' && metric.definition.kind !== 'rolling' && metric.definition.kind !== 'snapshot'
        ? { ...metric, overTime: 'recompute' }
        : metric,
  }),
  inRegistry('an average is the last value', {
    metric: (metric) => (metric.overTime === 'average' && !opens(metric) ? { ...metric, overTime: 'last' } : metric),
  }),
  inRegistry('the filters of a metric are dropped', { measure: (measure) => ({ ...measure, filter: EVERY }) }),
  inRegistry('an expired subscription without an end still counts', {
    measure: (measure) => (measure.kind === 'snapshot' ? { ...measure, filter: EVERY } : measure),
  }),
  inRegistry('a window is one unit too short', {
    measure: (measure) =>
      measure.kind === 'rolling' && measure.window.kind === 'last' && measure.window.last > 1
        ? { ...measure, window: { ...measure.window, last: measure.window.last - 1 } }
        : measure,
  }),
  inRegistry('a lagged count is not lagged', {
    measure: (measure) => (measure.kind === 'count' ? { ...measure, lag: 0 } : measure),
  }),
  inRegistry('a return looks one bucket further back', {
    measure: (measure) => (measure.kind === 'return' ? { ...measure, lag: measure.lag + 1 } : measure),
  }),
  inRegistry('a return in the last table is missed', {
    measure: (measure) => (measure.kind === 'return' ? { ...measure, within: measure.within.slice(0, -1) } : measure),
  }),
  inRegistry('every payer counts as new', {
    measure: (measure) => (measure.kind === 'first' ? { ...measure, kind: 'distinct', lag: 0 } : measure),
  }),
  inRegistry('rows count instead of users', {
    measure: (measure) => {
      if (measure.kind !== 'distinct') return measure;
      return { kind: 'count', table: measure.table, filter: measure.filter, at: measure.at, lag: 0 };
    },
  }),
  inRegistry('users of an earlier bucket are those of the bucket', {
    measure: (measure) => (measure.kind === 'distinct' ? { ...measure, lag: 0 } : measure),
  }),
  inRegistry('a daily metric is measured by week', {
    metric: (metric) => (metric.overTime === 'average' ? { ...metric, grain: 'week' } : metric),
  }),
  inRegistry('null has no name of its own', {
    dimension: (dimension) =>
      dimension.form.type === 'text' ? { ...dimension, form: { ...dimension.form, empty: null } } : dimension,
  }),
  inRegistry('a longer way to a parent is taken', {
    table: (table) => (table.parents.size > 1 ? { ...table, parents: new Map([...table.parents].slice(-1)) } : table),
  }),

  inQuery('days follow UTC', (query) => ({ ...query, timeZone: 'UTC' })),
  inQuery('asOf is a millisecond too late', (query) => ({ ...query, asOf: query.asOf + 1 })),
  inQuery('asOf is a millisecond too early', (query) => ({ ...query, asOf: query.asOf - 1 })),
  inQuery('the filter is dropped', (query) => ({ ...query, where: { kind: 'all', of: [] } })),
  inQuery('the order is reversed', (query) => ({
    ...query,
    orderBy: query.orderBy.map((order) => ({ ...order, direction: order.direction === 'asc' ? 'desc' : 'asc' })),
  })),
  inQuery('null is at the other end of the order', (query) => ({
    ...query,
    orderBy: query.orderBy.map((order) => ({ ...order, nulls: order.nulls === 'first' ? 'last' : 'first' })),
  })),

  inSql('rows without a parent are lost', /\bleft join\b/g, 'join'),
  inSql('a range excludes its first instant', />= (\$\d+::timestamptz)/g, '> $1'),
  inSql('not equal drops null', /\bis distinct from\b/g, '<>'),
  inSql('the empty text is a group of its own', /nullif\((\S+), ''\)/g, '$1'),
  inSql('text follows the order of a language', /collate "C"/g, 'collate "en-x-icu"'),
  inSql('null comes first', /nulls last/g, 'nulls first'),
  inSql('the first event is the last', /\bmin\((?=t\.\w+\) as (?!v\d))/g, 'max('),
  inSql(
    'a window counts a user once per day',
    /least\((\(\$\d+::int\[\]\)\[s\.cell\]), lead\(\(\$\d+::int\[\]\)\[s\.cell\]\) over \([^)]*\)\)/g,
    '$1',
  ),
  inSql('a percentile is the value below it', /\bceil\(/g, 'floor('),
  inSql('a percentile is the value above it', /- floor\(/g, '- -1 * ceil('),
  inSql('a reactivated user is new', /m\.first >= m\.moment/g, 'm.first > 0'),
  inSql('a user with an amount of 0 before is reactivated', /count\(nullif\((case when .*? end), 0\)\)/g, 'count($1)'),
  inSql('a user without an earlier row is reactivated', /or t\.end_date > t\.start_date\)/g, 'or true)'),
  inSql('the first row of a user is not recognized', /min\(min\(d\.there\)\) over \([^)]*\)/g, 'min(d.there)'),
  inSql('a user without values has a total', /(s\.v\d+) > 0 and s\.entity is not null/g, 's.entity is not null'),
  inSql('a divisor of 0 is 1', /nullif\(([^()]+), 0\)/g, 'coalesce(nullif($1, 0), 1)'),
  inSql('a share is a part of all buckets', /over \(partition by c\.slot\)/g, 'over ()'),
  inSql('a ratio is rounded too early', /, 12\)/g, ', 11)'),
];

let ends: ReadonlyMap<string, string | null>;
beforeAll(async () => void (ends = await hunted(registry, FAULTS)), 1_200_000);

test.each(FAULTS.map(({ name }) => name))('the comparison finds: %s', (name) => {
  expect({ [name]: ends.get(name) }).toEqual({ [name]: null });
});

/** True of snapshots at the open, whose coarser buckets never take the last value. */
function opens({ definition }: Metric): boolean {
  return definition.kind === 'snapshot' && definition.moment === 'open';
}
