import { partsOfRow, type RowExpression } from '../../model/rowExpression';

/** The statement grows with an expression, and databases bound how deep it is nested. */
const MOST_PARTS = 500;
const MOST_LEVELS = 40;

/** How large an expression is. */
export interface RowSize {
  readonly parts: number;
  readonly levels: number;
}

/** The size of an expression in which computed columns of known sizes are expanded. */
export function rowSizeOf(expression: RowExpression, known: ReadonlyMap<string, RowSize>): RowSize {
  const expanded = expression.kind === 'column' ? known.get(expression.column) : undefined;
  if (expanded !== undefined) return expanded;
  const sizes = partsOfRow(expression).map((part) => rowSizeOf(part, known));
  return {
    parts: sizes.reduce((sum, { parts }) => sum + parts, 1),
    levels: 1 + Math.max(0, ...sizes.map(({ levels }) => levels)),
  };
}

export function isTooLarge({ parts, levels }: RowSize): boolean {
  return parts > MOST_PARTS || levels > MOST_LEVELS;
}

/** The size in a problem. */
export function sizeWords({ parts, levels }: RowSize): string {
  return `${parts} parts, nested ${levels} levels deep`;
}

export const MOST_SIZE = `at most ${MOST_PARTS} parts and ${MOST_LEVELS} levels`;
