import type { Ints, Plan, Reading } from '../plan/plan';
import { columnsOf, type View } from './arms/arm';
import { name, parameter, sql, type Sql } from './fragment';

/** A column of the statement's answer: what it holds of which metric. */
export interface MetricColumn {
  readonly metric: string;
  readonly part: 'value' | 'share' | 'numerator' | 'denominator' | 'seen';
  readonly sql: Sql;
}

/** The numbers of every metric, from a row of readings `c` with its `slot`. */
export function metricColumns(plan: Plan, view: View): MetricColumn[] {
  const readings = new Map(plan.readings.map((reading) => [reading.id, reading]));
  return plan.metrics.flatMap((metric): MetricColumn[] => {
    const { over } = metric[view]!;
    if (metric.kind === 'plain') {
      const reading = readings.get(metric.reading);
      const value: MetricColumn = { metric: metric.key, part: 'value', sql: plainSql(reading, over) };
      if (!plan.shares || reading === undefined || !addsUp(reading)) return [value];
      return [value, { metric: metric.key, part: 'share', sql: whereBegun(over, shareSql(reading)) }];
    }
    const numerator = readings.get(metric.numerator);
    const denominator = readings.get(metric.denominator);
    const begun = (value: Sql) => whereBegun(over, value);
    return [
      { metric: metric.key, part: 'value', sql: begun(ratioSql(numerator, denominator)) },
      { metric: metric.key, part: 'numerator', sql: begun(amount(numerator)) },
      { metric: metric.key, part: 'denominator', sql: begun(amount(denominator)) },
      // Nothing is seen of what has not begun.
      { metric: metric.key, part: 'seen', sql: sql`(${seen(numerator)} or ${seen(denominator)})` },
    ];
  });
}

/** One entity can be in several groups; rows, first events and returns are in one each. */
function addsUp({ kind }: Reading): boolean {
  return kind !== 'distinct' && kind !== 'rolling';
}

/** A row's part of its bucket, over all groups that were found. */
function shareSql(reading: Reading): Sql {
  const own = amount(reading);
  return sql`round(${own} * ${EXACT} / nullif(sum(${own}) over (partition by c.slot), 0), 12)`;
}

/** Digits enough that dividing and then rounding to 12 places rounds only once. */
const EXACT = sql`1.000000000000000000000000000000`;

function ratioSql(numerator: Reading | undefined, denominator: Reading | undefined): Sql {
  return sql`round(${amount(numerator)} * ${EXACT} / nullif(${amount(denominator)}, 0), 12)`;
}

function plainSql(reading: Reading | undefined, over: Ints): Sql {
  const value = amount(reading);
  if (over.every((count) => count <= 1)) return whereBegun(over, value);
  const [first] = over;
  const count = over.every((one) => one === first) ? parameter(first!, 'int') : sql`nullif(${bySlot(over)}, 0)`;
  return sql`round(${value} * ${EXACT} / ${count}, 12)`;
}

/** A reading's number, 0 where nothing was found. */
function amount(reading: Reading | undefined): Sql {
  if (reading === undefined) return sql`0::numeric`;
  const value = sql`coalesce(c.${name(reading.id)}, 0)`;
  const factor = 'factor' in reading ? reading.factor : '1';
  return factor === '1' ? value : sql`${value} * ${parameter(factor, 'numeric')}`;
}

function seen(reading: Reading | undefined): Sql {
  return reading === undefined ? sql`false` : sql`coalesce(c.${name(columnsOf(reading).seen)}, 0) > 0`;
}

/** Null in slots where nothing of the metric has begun. */
function whereBegun(over: Ints, value: Sql): Sql {
  if (over.every((count) => count > 0)) return value;
  if (over.every((count) => count === 0)) return sql`null::numeric`;
  return sql`case when ${bySlot(over)} > 0 then ${value} end`;
}

function bySlot(over: Ints): Sql {
  return sql`(${parameter(over, 'int[]')})[c.slot]`;
}
