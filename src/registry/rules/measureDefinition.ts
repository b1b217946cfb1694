import type { ProblemList } from '../problems';
import type { Measure } from '../../model/measure';
import { readFilters } from './conditions';
import { readMeasure } from './measures';
import type { MetricDraft } from './metrics';
import { checkWindow } from './windows';
import type { TableDraft } from './tableDraft';

/** The measure of a metric; null if it has none, or if there are problems. */
export function readMeasureDefinition(
  { spot, fields, measure, filters }: MetricDraft,
  tables: ReadonlyMap<string, TableDraft>,
  problems: ProblemList,
): Measure | null {
  if (measure === null) return null;
  const at = spot.at('numerator');
  if ('window' in measure && fields.grain !== undefined) {
    checkWindow(measure.window, fields.grain, at.at('window'), problems);
  }
  const [key, named] = 'count' in measure ? [measure.count, at.at('count')] : [measure.of, at.at('of')];
  const table = tables.get(key);
  if (!table) {
    problems.addUnknown(named, 'table', key, tables.keys());
    return null;
  }
  const filter = filters && readFilters(filters, spot.at('filters'), table, problems);
  return readMeasure(measure, { table, filter, spot: at, tables, problems });
}
