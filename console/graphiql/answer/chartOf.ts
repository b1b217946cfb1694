import type { AnswerTable, Value } from './tableOf';

/** The numbers of a table over one axis. */
export interface AnswerChart {
  readonly points: readonly string[];
  readonly series: readonly { readonly name: string; readonly values: readonly (number | null)[] }[];
  /** True if the points are times in order: then a line joins them. */
  readonly isOverTime: boolean;
}

const TIME = /(^|\.)(time|bucket)(\.|$)/;
const MAX_SERIES = 20;

/**
 * Returns a chart of a table: its numbers over time or, without time, over its groups. With both,
 * each group has a series of its own. Null: there is nothing to draw.
 */
export function chartOf({ columns, rows }: AnswerTable): AnswerChart | null {
  const indexes = columns.map((_, index) => index);
  const numbers = indexes.filter((index) => rows.every((row) => isNumberOrNull(row[index])) && hasNumber(rows, index));
  const times = indexes.filter((index) => TIME.test(columns[index]!) && !numbers.includes(index));
  const time = times.find((index) => columns[index]!.endsWith('label')) ?? times[0];
  const groups = indexes.filter(
    (index) => !numbers.includes(index) && !times.includes(index) && rows.some((row) => typeof row[index] === 'string'),
  );
  const axis = time === undefined ? groups : [time];
  if (numbers.length === 0 || axis.length === 0) return null;
  const split = time === undefined ? [] : groups;
  const points = [...new Set(rows.map((row) => labelOf(row, axis)))];
  const positions = new Map(points.map((point, index) => [point, index]));
  const found = new Map<string, (number | null)[]>();
  for (const row of rows) {
    for (const index of numbers) {
      const name = [columns[index]!.split('.').at(-1)!, ...(split.length > 0 ? [labelOf(row, split)] : [])].join(' · ');
      const values = found.get(name) ?? points.map(() => null);
      values[positions.get(labelOf(row, axis))!] = row[index] as number | null;
      found.set(name, values);
    }
  }
  const series = [...found].slice(0, MAX_SERIES).map(([name, values]) => ({ name, values }));
  return { points, series, isOverTime: time !== undefined };
}

function labelOf(row: readonly Value[], columns: readonly number[]): string {
  return columns.map((index) => String(row[index] ?? '–')).join(' · ');
}

function isNumberOrNull(value: Value | undefined): boolean {
  return value === null || typeof value === 'number';
}

function hasNumber(rows: AnswerTable['rows'], index: number): boolean {
  return rows.some((row) => typeof row[index] === 'number');
}
