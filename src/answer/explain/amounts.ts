import { matchKind } from '../../model/byKind';
import type { Formula, PlannedExpression } from '../../plan/plan';
import type { Reading } from '../../plan/reading';
import type { Readings } from '../../sql/metricReadings';
import { columnsOf } from '../../sql/readings/branch';
import type { Status } from '../answer';
import { add, divide, isZero, multiply, parseExact, rounded, subtract, writeExact, ZERO, type Exact } from './exact';

/** The columns of readings of one group, or of several together. */
export type Columns = ReadonlyMap<string, Exact>;

/** The amount of a sum, or the two sides of a ratio. Exact: means are not rounded. */
export interface ExactAmount {
  readonly over: Exact;
  /** Null for a sum. */
  readonly under: Exact | null;
}

/** A number as a query shows it. */
export interface Shown {
  readonly decimal: string | null;
  readonly status: Status;
}

/** The numbers of a metric in a group, over the whole range as one bucket. */
export class Numbers {
  constructor(
    private readonly readings: Readings,
    private readonly columns: Columns,
  ) {}

  /** What a group adds to the whole number. The metric has begun. */
  amount(formula: Formula): ExactAmount {
    switch (formula.kind) {
      case 'plain':
        return { over: this.plain(formula), under: null };
      case 'ratio':
        return { over: this.value(formula.numerator), under: this.value(formula.denominator) };
      case 'derived':
        return this.expression(formula.expression);
    }
  }

  /** The number of the group (docs/meaning.md#ratio, #derived). */
  shown(formula: Formula): Shown {
    const number = this.number(formula);
    if (typeof number === 'string') return { decimal: null, status: number };
    return { decimal: writeExact(number), status: 'OK' };
  }

  private number(formula: Formula): Exact | Exclude<Status, 'OK'> {
    if (formula.rows.over[0] === 0) return 'NO_DATA';
    switch (formula.kind) {
      case 'plain':
        return formula.rows.isMean ? rounded(this.plain(formula)) : this.plain(formula);
      case 'ratio': {
        const { over, under } = this.amount(formula);
        if (!this.hasRows(formula.numerator) && !this.hasRows(formula.denominator)) return 'NO_DATA';
        return isZero(under!) ? 'DIVIDE_BY_ZERO' : rounded(divide(over, under!));
      }
      case 'derived':
        return this.derived(formula.expression);
    }
  }

  private derived(expression: PlannedExpression): Exact | Exclude<Status, 'OK'> {
    const missing = formulasOf(expression).map((one) => this.number(one));
    if (missing.includes('NO_DATA')) return 'NO_DATA';
    const value = missing.includes('DIVIDE_BY_ZERO') ? null : this.calculated(expression);
    if (value === null) return 'DIVIDE_BY_ZERO';
    return divides(expression) ? rounded(value) : value;
  }

  /** Null if a divisor is 0. */
  private calculated(expression: PlannedExpression): Exact | null {
    return matchKind<PlannedExpression, Exact | null, []>(expression, {
      number: ({ value }) => parseExact(value),
      formula: ({ formula }) => this.number(formula) as Exact,
      operation: ({ operator, left, right }) => {
        const [a, b] = [this.calculated(left), this.calculated(right)];
        if (a === null || b === null || (operator === '/' && isZero(b))) return null;
        return CALCULATED[operator](a, b);
      },
    });
  }

  /** An expression that is a sum, or one sum over another. */
  private expression(expression: PlannedExpression): ExactAmount {
    return matchKind<PlannedExpression, ExactAmount, []>(expression, {
      number: ({ value }) => ({ over: parseExact(value), under: null }),
      formula: ({ formula }) => this.amount(formula),
      operation: ({ operator, left, right }) => {
        const [a, b] = [this.expression(left), this.expression(right)];
        if (operator !== '/') return { over: CALCULATED[operator](a.over, b.over), under: a.under ?? b.under };
        if (formulasOf(right).length > 0) return { over: a.over, under: b.over };
        return { over: divide(a.over, b.over), under: a.under };
      },
    });
  }

  private plain({ reading, rows }: Extract<Formula, { kind: 'plain' }>): Exact {
    const value = this.value(reading);
    return rows.isMean ? divide(value, { over: BigInt(rows.over[0]!), under: 1n }) : value;
  }

  private value(id: string): Exact {
    const reading = this.readings.get(id);
    if (reading === undefined) return ZERO;
    const factor = factorOf(reading);
    const value = this.columns.get(columnsOf(reading).value) ?? ZERO;
    return factor === '1' ? value : multiply(value, parseExact(factor));
  }

  private hasRows(id: string): boolean {
    const reading = this.readings.get(id);
    return reading !== undefined && !isZero(this.columns.get(columnsOf(reading).contributed) ?? ZERO);
  }
}

const CALCULATED = { '+': add, '-': subtract, '*': multiply, '/': divide } as const;

function formulasOf(expression: PlannedExpression): Formula[] {
  return matchKind<PlannedExpression, Formula[], []>(expression, {
    number: () => [],
    formula: ({ formula }) => [formula],
    operation: ({ left, right }) => [...formulasOf(left), ...formulasOf(right)],
  });
}

function divides(expression: PlannedExpression): boolean {
  if (expression.kind !== 'operation') return false;
  return expression.operator === '/' || divides(expression.left) || divides(expression.right);
}

/** Readings of other kinds have no factor, or their branch applies it. */
function factorOf(reading: Reading): string {
  switch (reading.kind) {
    case 'fold':
      return reading.factor;
    case 'rolling':
    case 'snapshot':
      return reading.weight.kind === 'values' ? reading.weight.factor : '1';
    case 'distinct':
    case 'statistic':
    case 'movement':
    case 'return':
    case 'activity':
      return '1';
  }
}
