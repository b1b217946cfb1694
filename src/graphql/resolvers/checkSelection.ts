import { gatewayError } from '../../errors';
import { unknownName } from '../../query/unknownName';
import type { Registry } from '../../model/registry';
import type { TableQuestion } from '../types/question';
import type { TableSelection } from './selection';

/**
 * Checks that `groupBy` names every dimension that is selected under `by`, because a selected
 * dimension does not group the rows. Checks that `select`, if present, names every selected metric.
 */
export function checkSelection(
  registry: Registry,
  selection: TableSelection,
  { select, groupBy }: Pick<TableQuestion, 'select' | 'groupBy'>,
): void {
  for (const [metric, where] of selection.metrics) {
    // A hidden metric has its own error, where it is selected.
    if (!registry.metrics.has(metric)) continue;
    if (select && !select.includes(metric)) {
      throw gatewayError('METRIC_NOT_SELECTED', { metric, where: `\`${where}\``, selected: select });
    }
  }
  checkGrouped(registry, selection.dimensions, { groupBy: groupBy ?? [], where: '`rows.by`' });
}

/**
 * Checks that rows are grouped by each selected dimension, or by the dimension of a selected
 * entity. Errors: DIMENSION_NOT_GROUPED; UNKNOWN_NAME for names hidden from the caller.
 */
export function checkGrouped(
  { dimensions }: Registry,
  selected: Iterable<string>,
  { groupBy, where }: { groupBy: readonly string[]; where: string },
): void {
  const fields = new Map(
    [...dimensions.values()].flatMap(({ key, entity }) => (entity === null ? [] : [[entity.field, key]])),
  );
  for (const field of selected) {
    const dimension = fields.get(field) ?? field;
    if (!dimensions.has(dimension)) throw unknownName('dimension', field, dimensions.keys());
    if (!groupBy.includes(dimension)) throw gatewayError('DIMENSION_NOT_GROUPED', { dimension, where, groupBy });
  }
}
