import { EVERYTHING } from '../../../src/policy/policy';
import { ACTIVITIES, type Measure, type Movement } from '../../../src/model/measure';
import type { AnswerRow } from '../../../src/answer/answer';
import type { FlatQuery } from '../flatQuery';
import { group } from '../laws/answerRows';
import { parse, sum, write } from '../evaluator/exact';
import type { Fault } from './fault';
import { inAnswer, inRegistry, inSql } from './fault';

type Of<Kind extends Measure['kind']> = Extract<Measure, { kind: Kind }>;

/** Faults in windows, statistics, snapshots and movements. */
export const KIND_FAULTS: readonly Fault[] = [
  inKind('a window since the start of the month begins with the year', 'rolling', (measure) =>
    measure.window.kind === 'since' && measure.window.unit === 'month'
      ? { ...measure, window: { kind: 'since', unit: 'year' } }
      : measure,
  ),
  inKind('a window since the beginning begins with the year', 'rolling', (measure) =>
    measure.window.kind === 'since' && measure.window.unit === 'beginning'
      ? { ...measure, window: { kind: 'since', unit: 'year' } }
      : measure,
  ),
  inKind('a window since the start of a unit is the last unit', 'rolling', (measure) =>
    measure.window.kind === 'since' && measure.window.unit !== 'beginning'
      ? { ...measure, window: { kind: 'last', last: 1, unit: measure.window.unit } }
      : measure,
  ),
  inKind('the sum of a window is its number of rows', 'rolling', (measure) => ({ ...measure, column: null })),
  inKind('rows of a window count as users', 'rolling', (measure) =>
    measure.entity === null && measure.column === null ? { ...measure, entity: 'user_id' } : measure,
  ),
  inKind('users of a window count as rows', 'rolling', (measure) => ({ ...measure, entity: null })),
  inKind('the factor of a window is dropped', 'rolling', (measure) => ({ ...measure, factor: '1' })),

  inKind('the median is at another fraction', 'statistic', (measure) =>
    measure.fraction === '0.5' ? { ...measure, fraction: '0.4' } : measure,
  ),
  inKind('a discrete percentile lies between two values', 'statistic', (measure) =>
    measure.fn === 'discretePercentile' ? { ...measure, fn: 'percentile' } : measure,
  ),
  inKind('a percentile is one of the values', 'statistic', (measure) =>
    measure.fn === 'percentile' ? { ...measure, fn: 'discretePercentile' } : measure,
  ),
  inSql('a discrete percentile is the value after it', /upto >= /g, 'upto > '),
  inKind('a percentile is the mean', 'statistic', (measure) => ({ ...measure, fn: 'avg', fraction: null })),
  inKind('the mean is the median', 'statistic', (measure) =>
    measure.fn === 'avg' ? { ...measure, fn: 'percentile', fraction: '0.5' } : measure,
  ),
  inKind('the minimum is the maximum', 'statistic', (measure) =>
    measure.fn === 'min' ? { ...measure, fn: 'max' } : measure,
  ),
  inKind("values are those of rows instead of users' totals", 'statistic', (measure) => ({ ...measure, per: null })),
  inKind("values are users' totals instead of those of rows", 'statistic', (measure) => ({
    ...measure,
    per: 'user_id',
  })),
  inKind('the factor of a statistic is dropped', 'statistic', (measure) => ({ ...measure, factor: '1' })),
  inRegistry('totals are per week instead of per day', {
    metric: (metric) =>
      metric.definition.kind === 'statistic' && metric.definition.per !== null && metric.grain === 'day'
        ? { ...metric, grain: 'week' }
        : metric,
  }),

  inKind('a snapshot at open is the one at close', 'snapshot', (measure) => ({ ...measure, moment: 'close' })),
  inRegistry('a coarser bucket has the open of its last native bucket', {
    metric: (metric) => (metric.overTime === 'first' ? { ...metric, overTime: 'last' } : metric),
  }),
  inRegistry('a sum over native buckets is computed again', {
    metric: (metric) => (metric.overTime === 'sum' ? { ...metric, overTime: 'recompute' } : metric),
  }),
  inRegistry('a sum over native buckets is their last', {
    metric: (metric) => (metric.overTime === 'sum' ? { ...metric, overTime: 'last' } : metric),
  }),
  inKind('a snapshot of users counts rows', 'snapshot', (measure) => ({ ...measure, entity: null })),

  ...moved([
    ['reactivated is new', 'reactivated', 'new'],
    ['new is reactivated', 'new', 'reactivated'],
    ['expansion is contraction', 'expansion', 'contraction'],
    ['contraction is expansion', 'contraction', 'expansion'],
    ['churned is the net', 'churned', 'net'],
    ['the net is new', 'net', 'new'],
  ]),
  ...ACTIVITIES.flatMap((is) =>
    ACTIVITIES.filter((other) => other !== is).map((other) =>
      inKind(`${is} users are ${other} ones`, 'activity', (measure) =>
        measure.is === is ? { ...measure, is: other } : measure,
      ),
    ),
  ),
  inSql('a user who pauses is dormant only if he never comes back', /m\.other <> m\.number \+ 1/g, 'm.other = 0'),
  inSql('a user is retained from any earlier bucket', /m\.other = m\.number - 1/g, 'm.other > 0'),
  inSql(
    'who was active in the bucket before is resurrected',
    /between 1 and m\.number - 2/g,
    'between 1 and m.number - 1',
  ),
  inKind('a movement of users adds up amounts', 'movement', (measure) => ({ ...measure, counts: 'amounts' })),
  inKind('a movement of amounts counts users', 'movement', (measure) => ({ ...measure, counts: 'entities' })),
  inKind('each row moves alone instead of each user', 'movement', (measure) => ({ ...measure, entity: 'id' })),
  inKind('a movement of amounts counts rows', 'movement', (measure) => ({ ...measure, column: null })),
  inKind('the factor of a movement is dropped', 'movement', (measure) => ({ ...measure, factor: '1' })),
  inAnswer('the movements of a range are the sum of its daily movements', async (query, ask) => {
    if (query.grain !== null || !MOVES.some((key) => query.metrics.includes(key))) return null;
    const right = await ask(query);
    const days = await ask(byDay(query, right.meta.range));
    const rows = right.rows.map((row): AnswerRow => {
      const own = days.rows.filter((day) => group(day) === group(row));
      const cells = Object.entries(row.cells).map(([key, cell]) => {
        const added = write(sum(own.map(({ cells: { [key]: day } }) => parse(day?.decimal ?? '0'))));
        return [key, MOVES.includes(key) && cell.decimal !== null ? { ...cell, decimal: added } : cell] as const;
      });
      return { ...row, cells: Object.fromEntries(cells) };
    });
    return { ...right, rows };
  }),
];

const MOVES: readonly string[] = ['new_fees', 'churned_fees', 'new_holders', 'churned_holders'];

/** The same query for the movements by day. */
function byDay(query: FlatQuery, { start, end }: { readonly start: number; readonly end: number }): FlatQuery {
  return {
    ...query,
    metrics: query.metrics.filter((key) => MOVES.includes(key)),
    range: { kind: 'to', from: { instant: start }, to: { instant: end } },
    grain: 'day',
    having: { kind: 'all', of: [] },
    top: null,
    compare: null,
    orderBy: [],
    limit: null,
    offset: 0,
    overall: false,
    perEntity: false,
    policy: EVERYTHING,
  };
}

function inKind<Kind extends Measure['kind']>(name: string, kind: Kind, change: (measure: Of<Kind>) => Measure): Fault {
  return inRegistry(name, {
    measure: (measure) => (measure.kind === kind ? change(measure as Of<Kind>) : measure),
  });
}

function moved(all: readonly (readonly [string, Movement['movement'], Movement['movement']])[]): readonly Fault[] {
  return all.map(([name, from, to]) =>
    inKind(name, 'movement', (measure) => (measure.movement === from ? { ...measure, movement: to } : measure)),
  );
}
