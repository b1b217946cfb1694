import type { Drafts } from '../drafts';
import type { ProblemList } from '../problems';
import { reachesFrom } from '../reach';
import type { Measure, Ratio, Table } from '../registry';
import type { Sections } from '../yaml/sections';
import { checkCoarser } from './coarser';
import { checkCycles } from './cycles';
import { checkDates } from './dates';
import { checkDimension, checkEntities, checkReached } from './dimensions';
import { readFormerKeys } from './formerKeys';
import { readDefinition } from './metrics';
import { checkNames } from './names';
import { readRatio } from './ratios';
import { checkTable } from './tables';
import { readTableRows } from './tableSources';
import { checkUnit } from './units';

/** What the rules make of metrics' numerators and denominators; those with problems are not among them. */
export interface Checked {
  readonly definitions: ReadonlyMap<string, Measure | Ratio>;
  /** What tables are made of; those with problems are not among them. */
  readonly rows: ReadonlyMap<string, Pick<Table, 'source' | 'filter'>>;
}

/** Checks by every rule what declarations say of each other, and never stops at a problem. */
export function checkRegistry(sections: Sections, drafts: Drafts, problems: ProblemList): Checked {
  const { settings, groups, tables, dimensions, metrics } = drafts;
  checkNames(sections, problems);
  const rows = new Map<string, Pick<Table, 'source' | 'filter'>>();
  for (const table of tables.values()) {
    checkTable(table, tables, problems);
    const read = readTableRows(table, tables, problems);
    if (read) rows.set(table.key, read);
  }
  checkCycles(tables, problems);
  for (const dimension of dimensions.values()) checkDimension(dimension, tables, problems);
  checkEntities([...dimensions.values()], problems);

  const formerKeys = readFormerKeys(sections, metrics, problems);
  const measures = new Map<string, Measure>();
  for (const metric of metrics.values()) {
    const { key, spot, fields, kind } = metric;
    if (fields.group !== undefined && !groups.has(fields.group)) {
      problems.addUnknown(spot.at('group'), 'group', fields.group, groups.keys());
    }
    checkUnit(fields.unit, spot.at('unit'), settings, problems);
    if (kind && fields.coarser) checkCoarser(kind, fields.coarser, spot.at('coarser'), problems);
    const measure = readDefinition(metric, tables, problems);
    if (measure) {
      measures.set(key, measure);
      checkDates(measure, { grain: fields.grain, spot }, tables, problems);
    }
  }
  const definitions = new Map<string, Measure | Ratio>(measures);
  for (const metric of metrics.values()) {
    const ratio = readRatio(metric, { tables, dimensions, metrics, formerKeys, measures }, problems);
    if (ratio) definitions.set(metric.key, ratio);
  }
  // Only when every measure is known can it be said that none reaches a dimension.
  const ratios = [...metrics.values()].filter((metric) => metric.kind === 'ratio');
  if (metrics.size > 0 && measures.size + ratios.length === metrics.size) {
    const measured = new Set([...measures.values()].map((measure) => reachesFrom(tables, measure) ?? measure.table));
    for (const dimension of dimensions.values()) checkReached(dimension, tables, measured, problems);
  }
  return { definitions, rows };
}
