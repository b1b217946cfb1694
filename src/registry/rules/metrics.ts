import { isFiner, type Grain } from '../../time/grain';
import { checkFields } from '../grammar/check';
import type { Filter } from '../grammar/filter';
import type { MeasureGrammar } from '../grammar/measure';
import { metricGrammar, type MetricGrammar } from '../grammar/metric';
import { salvageFilters, salvageMeasure } from '../grammar/salvage';
import type { ProblemList } from '../problems';
import type { Measure, Metric, Ratio } from '../registry';
import type { Spot } from '../yaml/spot';
import { coarserOf } from './coarser';
import { readFilters } from './conditions';
import { kindOf, readMeasure } from './measures';
import type { TableDraft } from './tables';

/** A metric as far as its declaration is sound. */
export interface MetricDraft {
  readonly key: string;
  readonly spot: Spot;
  readonly fields: Partial<MetricGrammar>;
  /** Null: it is a ratio, or beyond reading. */
  readonly measure: MeasureGrammar | null;
  /** As {@link salvageFilters} leaves them. */
  readonly filters: readonly (Filter | null)[] | null;
  /** Null: its numerator has problems. */
  readonly kind: Metric['definition']['kind'] | null;
}

export function draftMetric(key: string, spot: Spot, problems: ProblemList): MetricDraft {
  const fields = checkFields(spot, metricGrammar, problems);
  const { numerator } = fields;
  const measure = typeof numerator === 'string' ? null : salvageMeasure(spot.at('numerator').value);
  const kind = typeof numerator === 'string' ? 'ratio' : measure && kindOf(measure);
  return { key, spot, fields, measure, filters: salvageFilters(spot.at('filters').value), kind };
}

/** The measure of a metric that is no ratio; null if there are problems with it. */
export function readDefinition(
  draft: MetricDraft,
  tables: ReadonlyMap<string, TableDraft>,
  problems: ProblemList,
): Measure | null {
  const { spot, fields, measure, filters } = draft;
  const { grain } = fields;
  if (measure === null) return null;
  if (fields.denominator !== undefined) {
    problems.add(spot.at('denominator'), 'only a ratio has one', 'a `numerator` that is the key of a metric too');
  }
  const at = spot.at('numerator');
  if ('window' in measure && grain !== undefined) checkWindow(measure.window.unit, grain, at, problems);
  const [key, named] = 'count' in measure ? [measure.count, at.at('count')] : [measure.of, at.at('of')];
  const table = tables.get(key);
  if (!table) {
    problems.addUnknown(named, 'table', key, tables.keys());
    return null;
  }
  const filter = filters && readFilters(filters, spot.at('filters'), table, problems);
  return readMeasure(measure, { table, filter, spot: at, tables, problems });
}

function checkWindow(unit: Grain, grain: Grain, spot: Spot, problems: ProblemList): void {
  if (!isFiner(grain, unit)) return;
  const wrong = `a window of ${unit}s does not end with every ${grain}`;
  problems.add(
    spot.at('window').at('unit'),
    wrong,
    `${grain} or finer, as is the metric's grain; or the grain ${unit}`,
  );
}

/** The metric itself, once all its parts are known to be sound. */
export function finishMetric(
  draft: MetricDraft,
  definition: Measure | Ratio,
  unit: Metric['unit'],
  dimensions: readonly string[],
): Metric {
  const { key, spot, fields } = draft;
  const {
    label,
    description = null,
    group,
    priority = null,
    owner = null,
    grain,
    deprecated = null,
  } = fields as MetricGrammar;
  const coarser = coarserOf(definition.kind, fields.coarser);
  const told = { key, label, description, group, priority, owner, unit, grain, coarser, deprecated };
  return { ...told, definition, dimensions, place: spot.place };
}
