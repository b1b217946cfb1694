import type { Formula, Page, PlannedMetric } from '../plan/plan';
import type { Ints, Reading } from '../plan/reading';
import { entry } from './arrays';
import { columnsOf, type BranchView } from './readings/branch';
import { combine } from './conditions';
import { write } from './dialect';
import { expressionSql, partsOf, quotient } from './expression';
import { join, name, parameter, sql, type Sql } from './fragment';
import type { Readings } from './metricReadings';
import { hiddenSql } from './suppressed';

/** A column of the answer: the part of a metric that it has. */
export interface MetricColumn {
  readonly metric: string;
  readonly part:
    'value' | 'share' | 'numerator' | 'denominator' | 'contributed' | 'hidden' | 'previous' | 'change' | 'difference';
  readonly sql: Sql;
}

type Placement = BranchView['placement'];

/** The columns of every metric, from a row `c` with readings and a slot. */
export function metricColumns(
  readings: Readings,
  { metrics, shares, together }: Pick<Page, 'metrics' | 'shares'> & { readonly together: readonly Sql[] },
  placement: Placement,
): MetricColumn[] {
  return metrics.flatMap((planned): MetricColumn[] => {
    const { key: metric, current, previous } = planned;
    const { over } = current[placement]!;
    const [hidden, hiddenBefore] = [hiddenSql(readings, planned, 'current'), hiddenSql(readings, planned, 'previous')];
    const shown = (value: Sql): Sql => unless(hidden, value);
    const columns: MetricColumn[] = [{ metric, part: 'value', sql: shown(valueSql(readings, current, placement)) }];
    if (hidden !== null) columns.push({ metric, part: 'hidden', sql: asFlag(hidden) });
    switch (current.kind) {
      case 'ratio': {
        const [numerator, denominator] = [readings.get(current.numerator), readings.get(current.denominator)];
        columns.push(
          { metric, part: 'numerator', sql: shown(whereBegun(over, amount(numerator))) },
          { metric, part: 'denominator', sql: shown(whereBegun(over, amount(denominator))) },
          // No row contributes to a bucket that has not begun.
          { metric, part: 'contributed', sql: asFlag(sql`${contributed(numerator)} or ${contributed(denominator)}`) },
        );
        break;
      }
      case 'derived':
        columns.push({ metric, part: 'contributed', sql: asFlag(knownSql(readings, current, placement)) });
        break;
      case 'plain': {
        const reading = readings.get(current.reading);
        if (shares && reading !== undefined && hasShare(reading)) {
          columns.push({ metric, part: 'share', sql: shown(whereBegun(over, shareSql(reading, together))) });
        }
        break;
      }
    }
    if (previous !== null) {
      columns.push({ metric, part: 'previous', sql: unless(hiddenBefore, valueSql(readings, previous, placement)) });
    }
    return columns;
  });
}

/** The number, or null if it must be hidden. */
export function unless(hidden: Sql | null, value: Sql): Sql {
  return hidden === null ? value : sql`case when not ${hidden} then ${value} end`;
}

/** The change from the other period, in a row `a` with both numbers (docs/meaning.md#change). */
export function changeColumns(metrics: readonly PlannedMetric[]): MetricColumn[] {
  return metrics.flatMap(({ key: metric, previous }): MetricColumn[] => {
    if (previous === null) return [];
    const before = sql`a.${columnName({ metric, part: 'previous' })}`;
    const difference = sql`a.${name(metric)} - ${before}`;
    return [
      { metric, part: 'change', sql: quotient(sql`(${difference})`, sql`abs(nullif(${before}, 0))`) },
      { metric, part: 'difference', sql: difference },
    ];
  });
}

/** The value has the metric's key as its name. Other parts begin with `__`, as no key does. */
export function columnName({ metric, part }: Pick<MetricColumn, 'metric' | 'part'>): Sql {
  return name(part === 'value' ? metric : `__${part}_of_${metric}`);
}

/** A metric's number; null in slots that have not begun. */
export function valueSql(readings: Readings, formula: Formula, placement: Placement): Sql {
  const { over, isMean } = formula[placement]!;
  switch (formula.kind) {
    case 'plain':
      return plainSql(readings.get(formula.reading), over, isMean);
    case 'derived':
      return expressionSql(formula.expression, (part) => valueSql(readings, part, placement));
    case 'ratio':
      return whereBegun(over, ratioSql(readings.get(formula.numerator), readings.get(formula.denominator)));
  }
}

/**
 * Whether a number has data, so that null can only mean a divisor of 0 (docs/meaning.md#derived).
 */
function knownSql(readings: Readings, formula: Formula, placement: Placement): Sql {
  switch (formula.kind) {
    case 'plain':
      return sql`${valueSql(readings, formula, placement)} is not null`;
    case 'ratio':
      return sql`(${contributed(readings.get(formula.numerator))} or ${contributed(readings.get(formula.denominator))})`;
    case 'derived':
      return combine(
        partsOf(formula.expression).map((part) => knownSql(readings, part, placement)),
        'and',
      );
  }
}

/**
 * Whether shares are defined. They are for rows, first events and returns, because each of these is
 * in one group only. They are not for entities, because an entity may be in several.
 */
function hasShare({ kind, addsUp }: Reading): boolean {
  return kind === 'return' || addsUp === 'always';
}

/** The share of a row in its slot, among the groups with the same values of the keys `together`. */
function shareSql(reading: Reading, together: readonly Sql[]): Sql {
  const own = amount(reading);
  const among = join([sql`c.slot`, ...together.map((key) => sql`c.${key}`)], ', ');
  return quotient(own, sql`nullif(sum(${own}) over (partition by ${among}), 0)`);
}

function ratioSql(numerator: Reading | undefined, denominator: Reading | undefined): Sql {
  return quotient(amount(numerator), sql`nullif(${amount(denominator)}, 0)`);
}

function plainSql(reading: Reading | undefined, over: Ints, isMean: boolean): Sql {
  const value = amount(reading);
  if (!isMean) return whereBegun(over, value);
  const [first = 0] = over;
  const isSame = first > 0 && over.every((one) => one === first);
  const count = isSame ? parameter(first, 'int') : sql`nullif(${bySlot(over)}, 0)`;
  return quotient(value, count);
}

/** The number of a reading; 0 if no row contributes. */
function amount(reading: Reading | undefined): Sql {
  if (reading === undefined) return write('cast', sql`0`, 'numeric');
  const value = name('c', reading.id);
  switch (reading.kind) {
    // A statistic of no rows is null.
    case 'statistic':
      return value;
    case 'fold':
      return times(sql`coalesce(${value}, 0)`, reading.factor);
    case 'rolling':
    case 'snapshot':
      return times(sql`coalesce(${value}, 0)`, reading.weight.kind === 'values' ? reading.weight.factor : '1');
    // Their branches apply a factor, or there is none.
    case 'movement':
    case 'distinct':
    case 'return':
    case 'activity':
      return sql`coalesce(${value}, 0)`;
  }
}

/** 1 or 0; null if the condition is null. */
function asFlag(condition: Sql): Sql {
  return write('cast', sql`(${condition})`, 'int');
}

function times(value: Sql, factor: string): Sql {
  return factor === '1' ? value : write('multiplied', value, parameter(factor, 'numeric'));
}

function contributed(reading: Reading | undefined): Sql {
  return reading === undefined ? sql`false` : sql`coalesce(c.${name(columnsOf(reading).contributed)}, 0) > 0`;
}

/** The value; null in slots in which the metric has not begun. */
function whereBegun(over: Ints, value: Sql): Sql {
  if (over.every((count) => count > 0)) return value;
  if (over.every((count) => count === 0)) return write('nullOf', 'numeric');
  return sql`case when ${bySlot(over)} > 0 then ${value} end`;
}

function bySlot(over: Ints): Sql {
  return entry(over, sql`c.slot`);
}
