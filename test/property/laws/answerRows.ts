import type { Answer, AnswerRow, Cell } from '../../../src/answer/answer';

/** A text that identifies a row in its answer. */
export function title(row: AnswerRow): string {
  return `${new Date(row.time.start).toISOString()} ${group(row)}`;
}

export function group({ by, others }: AnswerRow): string {
  return JSON.stringify(by) + (others ? ' others' : '');
}

/** The totals as a row that cannot be confused with a group. */
export function totalsOf({ totals }: Answer): readonly AnswerRow[] {
  return totals === null ? [] : [{ ...totals, by: { totals: null }, others: false }];
}

/** The row without its comparison. */
export function uncompared(row: AnswerRow): AnswerRow {
  const nothing = { previous: null, change: null, difference: null };
  const cells = Object.entries(row.cells).map(([metric, cell]) => [metric, { ...cell, ...nothing }] as const);
  return { ...row, cells: Object.fromEntries(cells) };
}

/** The row without its shares, which refer to all groups that the query keeps. */
export function unshared(row: AnswerRow): AnswerRow {
  const cells = Object.entries(row.cells).map(([metric, cell]) => [metric, { ...cell, share: null }] as const);
  return { ...row, cells: Object.fromEntries(cells) };
}

/** Describes where two lists of rows differ, in order. */
export function compared(got: readonly AnswerRow[], expected: readonly AnswerRow[]): readonly string[] {
  const shown = (row: AnswerRow | undefined): string =>
    row === undefined
      ? 'no row'
      : `${title(row)} ${row.time.complete} ${Object.entries(row.cells).map(written).join(' ')}`;
  const count = Math.max(got.length, expected.length);
  const pairs = Array.from({ length: count }, (_, i) => [shown(got[i]), shown(expected[i])] as const);
  return pairs.filter(([a, b]) => a !== b).map(([a, b]) => `${a}\n  but was\n${b}`);
}

function written([metric, cell]: readonly [string, Cell]): string {
  const { decimal, status, complete, previous, change, difference, share, numerator, denominator } = cell;
  return `${metric}=${[decimal, status, complete, previous, change, difference, share, numerator, denominator].join(',')}`;
}
