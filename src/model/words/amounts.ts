import type { Grain } from '../../time/grain';

/** The amounts that a measure counts or adds up. A kind without one of these leaves it out. */
interface MeasuredAmount {
  readonly entity?: string | null;
  readonly column?: string | null;
  readonly factor?: string;
}

/** `distinct user_id`, `sum of price × 0.01` or `rows`. */
export function amount({ entity = null, column = null, factor = '1' }: MeasuredAmount): string {
  if (entity !== null) return `distinct ${entity}`;
  return column === null ? 'rows' : `sum of ${scaled({ column, factor })}`;
}

/** `price × 0.01`. */
export function scaled({ column, factor }: { readonly column: string; readonly factor: string }): string {
  return factor === '1' ? column : `${column} × ${factor}`;
}

/** `, 7 days before`; empty for rows of the bucket itself. */
export function before(lag: number, grain: Grain): string {
  return lag === 0 ? '' : `, ${units(lag, grain)} before`;
}

/** `1 day`, `7 days`. */
export function units(count: number, unit: Grain): string {
  return count === 1 ? `1 ${unit}` : `${count} ${unit}s`;
}
