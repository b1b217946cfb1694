import { IDENTITY, NUMBER } from './columns';
import { readFactor, type FactorGrammar } from './factors';
import { readColumn, type MeasureContext } from './measureContext';

type AmountGrammar =
  { readonly count: string } | ({ readonly sum: string } & FactorGrammar) | { readonly count_distinct: string };

/**
 * The number of different entities, the sum of a column, or the number of rows if both are null.
 */
export interface Amount {
  readonly entity: string | null;
  readonly column: string | null;
  readonly factor: string;
}

/**
 * Reads the amount of a window, a snapshot or a movement. Returns null if there are problems, which
 * are listed.
 */
export function readAmount(measure: AmountGrammar, context: MeasureContext): Amount | null {
  const { spot } = context;
  if ('count' in measure) return { entity: null, column: null, factor: '1' };
  if ('count_distinct' in measure) {
    const entity = readColumn(measure.count_distinct, IDENTITY, spot.at('count_distinct'), context);
    return entity === null ? null : { entity, column: null, factor: '1' };
  }
  const column = readColumn(measure.sum, NUMBER, spot.at('sum'), context);
  const factor = readFactor(measure, context);
  return column === null || factor === null ? null : { entity: null, column, factor };
}
