import type { NumberFilter } from '../../../src/query/query';
import { compare, parse } from './exact';

/** The numbers of a row, as the answer shows them. */
type Cells = Readonly<Record<string, { readonly decimal: string | null }>>;

/**
 * True if the filter keeps the row. Two-valued: null equals nothing and is neither less nor
 * greater, and `not` keeps it.
 */
export function keepsNumbers(filter: NumberFilter, cells: Cells): boolean {
  switch (filter.kind) {
    case 'all':
      return filter.of.every((one) => keepsNumbers(one, cells));
    case 'any':
      return filter.of.some((one) => keepsNumbers(one, cells));
    case 'not':
      return !keepsNumbers(filter.of, cells);
    case 'null':
      return numberIn(cells, filter.metric) === null;
    case 'equal':
    case 'less':
    case 'greater': {
      const decimal = numberIn(cells, filter.metric);
      if (decimal === null) return false;
      const order = compare(parse(decimal), parse(filter.value));
      return filter.kind === 'equal' ? order === 0 : filter.kind === 'less' ? order < 0 : order > 0;
    }
  }
}

function numberIn(cells: Cells, metric: string): string | null {
  const cell = cells[metric];
  if (cell === undefined) throw new Error(`having names ${metric}, which was not asked for`);
  return cell.decimal;
}
