import { EVERYTHING } from '../../../src/policy/policy';
import type { Measure, Movement } from '../../../src/model/registry';
import type { MetricQuery } from '../../../src/query/query';
import type { AnswerRow } from '../../../src/answer/answer';
import { group } from '../laws/answerRows';
import { parse, sum, write } from '../evaluator/exact';
import type { Fault } from './fault';
import { inAnswer, inRegistry } from './fault';

type Of<Kind extends Measure['kind']> = Extract<Measure, { kind: Kind }>;

/** What can go wrong in windows, statistics, snapshots and movements. */
export const KIND_FAULTS: readonly Fault[] = [
  inKind('what began with the month began with the year', 'rolling', (measure) =>
    measure.window.kind === 'since' && measure.window.unit === 'month'
      ? { ...measure, window: { kind: 'since', unit: 'year' } }
      : measure,
  ),
  inKind('the beginning is that of the year', 'rolling', (measure) =>
    measure.window.kind === 'since' && measure.window.unit === 'beginning'
      ? { ...measure, window: { kind: 'since', unit: 'year' } }
      : measure,
  ),
  inKind('since a unit began is the last unit', 'rolling', (measure) =>
    measure.window.kind === 'since' && measure.window.unit !== 'beginning'
      ? { ...measure, window: { kind: 'last', last: 1, unit: measure.window.unit } }
      : measure,
  ),
  inKind('the sum of a window is its number of rows', 'rolling', (measure) => ({ ...measure, column: null })),
  inKind('rows of a window are users', 'rolling', (measure) =>
    measure.entity === null && measure.column === null ? { ...measure, entity: 'user_id' } : measure,
  ),
  inKind('users of a window are rows', 'rolling', (measure) => ({ ...measure, entity: null })),
  inKind('the factor of a window is dropped', 'rolling', (measure) => ({ ...measure, factor: '1' })),

  inKind('the median stands elsewhere', 'statistic', (measure) =>
    measure.fraction === '0.5' ? { ...measure, fraction: '0.4' } : measure,
  ),
  inKind('a percentile is the mean', 'statistic', (measure) => ({ ...measure, fn: 'avg', fraction: null })),
  inKind('the mean is the median', 'statistic', (measure) =>
    measure.fn === 'avg' ? { ...measure, fn: 'percentile', fraction: '0.5' } : measure,
  ),
  inKind('the least is the most', 'statistic', (measure) =>
    measure.fn === 'min' ? { ...measure, fn: 'max' } : measure,
  ),
  inKind('values are those of rows, not of users', 'statistic', (measure) => ({ ...measure, per: null })),
  inKind('values are totals of users, not those of rows', 'statistic', (measure) => ({ ...measure, per: 'user_id' })),
  inKind('the factor of a statistic is dropped', 'statistic', (measure) => ({ ...measure, factor: '1' })),
  inRegistry('totals are those of weeks, not of days', {
    metric: (metric) =>
      metric.definition.kind === 'statistic' && metric.definition.per !== null && metric.grain === 'day'
        ? { ...metric, grain: 'week' }
        : metric,
  }),

  inKind('what is valid at open is what is at close', 'snapshot', (measure) => ({ ...measure, moment: 'close' })),
  inRegistry('a coarser bucket opens with its last', {
    metric: (metric) => (metric.overTime === 'first' ? { ...metric, overTime: 'last' } : metric),
  }),
  inKind('who is valid is counted by rows', 'snapshot', (measure) => ({ ...measure, entity: null })),

  ...moved([
    ['who is back is new', 'reactivated', 'new'],
    ['who is new is back', 'new', 'reactivated'],
    ['more is less', 'expansion', 'contraction'],
    ['less is more', 'contraction', 'expansion'],
    ['what is gone is the net', 'churned', 'net'],
    ['the net is what is new', 'net', 'new'],
  ]),
  inKind('who moves is counted by what it costs', 'movement', (measure) => ({ ...measure, counts: 'amounts' })),
  inKind('what moves is counted by users', 'movement', (measure) => ({ ...measure, counts: 'entities' })),
  inKind('rows move, not users', 'movement', (measure) => ({ ...measure, entity: 'id' })),
  inKind('what moves is the number of rows', 'movement', (measure) => ({ ...measure, column: null })),
  inKind('the factor of a movement is dropped', 'movement', (measure) => ({ ...measure, factor: '1' })),
  inAnswer('the moves of a range are those of its days added up', async (query, ask) => {
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

/** The question for what moved day by day. */
function byDay(query: MetricQuery, { start, end }: { readonly start: number; readonly end: number }): MetricQuery {
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
