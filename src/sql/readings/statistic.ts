import { counts, entry, lookUp } from '../arrays';
import { write } from '../dialect';
import { join, name, NOTHING, ordinals, parameter, sql, type Sql } from '../fragment';
import {
  columnsOf,
  isOneCellPerSample,
  isOnePerEntity,
  keysOf,
  slotsOf,
  sourceOf,
  type Branch,
  type BranchContext,
  type OfKind,
} from './branch';

/** Statistics of values, exact and then rounded to 12 places (docs/meaning.md#statistic). */
export function statisticBranch(context: BranchContext, reading: OfKind<'statistic'>): Branch {
  switch (reading.fn) {
    case 'percentile':
      return percentileBranch(context, reading, between);
    case 'discretePercentile':
      return percentileBranch(context, reading, reached);
    case 'avg':
    case 'min':
    case 'max':
      return reading.per === 'row' ? ofRows(context, reading, reading.fn) : ofTotals(context, reading, reading.fn);
  }
}

type StatisticReading = OfKind<'statistic'>;
type Simple = Exclude<StatisticReading['fn'], 'percentile' | 'discretePercentile'>;

/** From the sums, minima and maxima that the scan has computed. */
function ofRows(context: BranchContext, reading: StatisticReading, fn: Simple): Branch {
  const value = sql`s.${name(reading.value!)}`;
  const contributed = sql`sum(s.${name(reading.contributed)})`;
  const found = {
    avg: write('divided', times(reading, sql`sum(${value})`), sql`nullif(${contributed}, 0)`),
    // With a negative factor the scan has computed the other extreme.
    min: times(reading, reading.factor.startsWith('-') ? sql`max(${value})` : sql`min(${value})`),
    max: times(reading, reading.factor.startsWith('-') ? sql`min(${value})` : sql`max(${value})`),
  }[fn];
  const slots = slotsOf(reading[context.view.placement]!);
  const conditions = [sql`s.${name(reading.contributed)} > 0`, counts(slots, sql`s.cell`)].filter(
    (one) => one !== null,
  );
  return {
    slot: lookUp(slots, sql`s.cell`),
    keys: keysOf(context, 's'),
    values: valuesOf(reading, found, contributed),
    from: sql`
      from ${sourceOf(context, context.scans.get(reading.scan)!)} as s
      where ${join(conditions, ' and ')}
    `,
    grouped: true,
  };
}

function ofTotals(context: BranchContext, reading: StatisticReading, fn: Simple): Branch {
  const found = { avg: write('divided', sql`sum(s.x)`, sql`count(*)`), min: sql`min(s.x)`, max: sql`max(s.x)` };
  return {
    slot: sql`s.slot`,
    keys: keysOf(context, 's'),
    values: valuesOf(reading, found[fn], sql`count(*)`),
    from: sql`
      from (
        ${totalsSql(context, reading)}
      ) as s
    `,
    grouped: true,
  };
}

/**
 * The percentile of the values `v.x`. `v.upto` is the number of values up to this one, and `v.n`
 * the number of all.
 */
type Percentile = (fraction: Sql) => Sql;

/** The value at a position is the first whose number is greater. */
const between: Percentile = (fraction) => {
  const at = (rank: Sql) => write('filtered', sql`min(v.x)`, sql`v.upto > ${rank}`);
  const position = sql`((v.n - 1) * ${fraction})`;
  const [low, high] = [at(sql`floor(${position})`), at(sql`ceil(${position})`)];
  return sql`${low} + ${write('multiplied', sql`(${position} - floor(${position}))`, sql`(${high} - ${low})`)}`;
};

/** The first value up to which the fraction of all values is reached. */
const reached: Percentile = (fraction) => write('filtered', sql`min(v.x)`, sql`v.upto >= v.n * ${fraction}`);

function percentileBranch(context: BranchContext, reading: StatisticReading, percentile: Percentile): Branch {
  const values = reading.per === 'row' ? valuesSql(context, reading) : totalsSql(context, reading);
  const group = [sql`s.slot`, ...keysOf(context, 's')];
  const all = [sql`v.slot`, ...keysOf(context, 'v')];
  const found = percentile(parameter(reading.fraction!, 'numeric'));
  return {
    slot: sql`p.slot`,
    keys: keysOf(context, 'p'),
    values: new Map([
      [columnsOf(reading).value, sql`p.value`],
      [columnsOf(reading).contributed, sql`p.n`],
    ]),
    from: sql`
      from (
        select ${join([...all, sql`v.n`, sql`${write('rounded', found)} as value`], ', ')}
        from (
          select
            ${join(
              [
                ...group,
                sql`s.x`,
                sql`sum(s.n) over (partition by ${join(group, ', ')} order by s.x) as upto`,
                sql`sum(s.n) over (partition by ${join(group, ', ')}) as n`,
              ],
              ',\n',
            )}
          from (
            ${values}
          ) as s
        ) as v
        group by ${ordinals(all.length + 1)}
      ) as p
    `,
    grouped: false,
  };
}

/** Each value `x` of rows, and the number `n` of rows with it. */
function valuesSql(context: BranchContext, reading: StatisticReading): Sql {
  const slots = slotsOf(reading[context.view.placement]!);
  const contributed = sql`s.${name(reading.contributed)}`;
  const conditions = [sql`${contributed} > 0`, counts(slots, sql`s.cell`)].filter((one) => one !== null);
  const x = times(reading, write('cast', sql`s.entity`, 'numeric'));
  return sql`
    select ${join([sql`${lookUp(slots, sql`s.cell`)} as slot`, ...keysOf(context, 's'), sql`${x} as x`, sql`${contributed} as n`], ', ')}
    from ${sourceOf(context, context.scans.get(reading.scan)!)} as s
    where ${join(conditions, ' and ')}
  `;
}

/** The total `x` of each entity in each sample, if it has one. */
function totalsSql(context: BranchContext, reading: StatisticReading): Sql {
  const { sampleOf, slotOf } = reading[context.view.placement]!;
  const keys = keysOf(context, 's');
  const scan = context.scans.get(reading.scan)!;
  // The scan may have separated entities already, and then its rows are the totals.
  const isTotal = isOnePerEntity(context, scan) && isOneCellPerSample(sampleOf);
  const value = isTotal ? sql`s.${name(reading.value!)}` : sql`sum(s.${name(reading.value!)})`;
  const conditions = [
    sql`s.${name(reading.contributed)} > 0`,
    sql`s.entity is not null`,
    counts(sampleOf, sql`s.cell`),
  ].filter((one) => one !== null);
  const totals = sql`
    select ${join([sql`${lookUp(sampleOf, sql`s.cell`)} as sample`, sql`s.entity`, ...keys, sql`${times(reading, value)} as x`], ', ')}
    from ${sourceOf(context, scan)} as s
    where ${join(conditions, ' and ')}
    ${isTotal ? NOTHING : sql`group by ${ordinals(keys.length + 2)}`}
  `;
  const slot = sql`${entry(slotOf, sql`t.sample`)} as slot`;
  return sql`
    select ${join([slot, ...keysOf(context, 't'), sql`t.x`, sql`1 as n`], ', ')}
    from (
      ${totals}
    ) as t
  `;
}

function valuesOf(reading: StatisticReading, value: Sql, contributed: Sql): Map<string, Sql> {
  const columns = columnsOf(reading);
  return new Map([
    [columns.value, write('rounded', value)],
    [columns.contributed, contributed],
  ]);
}

function times({ factor }: StatisticReading, value: Sql): Sql {
  return factor === '1' ? value : write('multiplied', value, parameter(factor, 'numeric'));
}
