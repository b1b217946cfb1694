/** The amount that a measure counts or adds up. A kind without one of these leaves it out. */
export interface MeasuredAmount {
  readonly entity?: string | null;
  readonly column?: string | null;
  readonly factor?: string;
}

/** `price × 0.01`. */
export function scaled({ column, factor }: { readonly column: string; readonly factor: string }): string {
  return factor === '1' ? column : `${column} × ${factor}`;
}
