import type { Drafts } from '../drafts';
import type { ProblemList } from '../problems';
import { groupOf, isMeasure } from '../../model/kinds';
import { reachesFrom } from '../../model/reach';
import type { Definition } from '../../model/definition';
import type { Table } from '../../model/table';
import type { Role } from '../../model/role';
import type { Sections } from '../yaml/sections';
import { checkOverTime } from './overTime';
import { checkTableCycles } from './tableCycles';
import { checkDates } from './dates';
import { readDefinition } from './definitions';
import { checkDimension, checkEntities, checkReached } from './dimensions';
import { readFormerKeys } from './formerKeys';
import { orderMetrics } from './metricReferences';
import { checkNames } from './names';
import { summaryOf, overTimeCategoryOf, type MetricSummary } from './metricSummaries';
import { readRole } from './roles';
import { checkTable } from './tables';
import { readTableRows } from './tableSources';
import { checkTexts } from './texts';
import { checkUnit } from './units';

/** The results of the rules. */
export interface Checked {
  /** Without the metrics that have problems. */
  readonly definitions: ReadonlyMap<string, Definition>;
  readonly summaries: ReadonlyMap<string, MetricSummary>;
  /** Sources and filters by table, without the tables that have problems. */
  readonly rows: ReadonlyMap<string, Pick<Table, 'source' | 'filter'>>;
  readonly roles: ReadonlyMap<string, Role>;
}

/** Applies all rules about how declarations fit together, and never stops at a problem. */
export function checkRegistry(sections: Sections, drafts: Drafts, problems: ProblemList): Checked {
  const { settings, groups, tables, dimensions, metrics } = drafts;
  checkNames(sections, problems);
  if (settings.locales !== null) checkTexts(sections, settings.locales, problems);
  const rows = new Map<string, Pick<Table, 'source' | 'filter'>>();
  for (const table of tables.values()) {
    checkTable(table, tables, problems);
    const read = readTableRows(table, tables, problems);
    if (read) rows.set(table.key, read);
  }
  checkTableCycles(tables, problems);
  for (const dimension of dimensions.values()) checkDimension(dimension, tables, problems);
  checkEntities([...dimensions.values()], problems);

  const formerKeys = readFormerKeys(sections, metrics, problems);
  const summaries = new Map<string, MetricSummary>();
  const definitions = new Map<string, Definition>();
  const context = { tables, dimensions, metrics, formerKeys, summaries, definitions, problems };
  for (const metric of orderMetrics(metrics, formerKeys, problems)) {
    const { key, spot, fields } = metric;
    if (fields.group !== undefined && !groups.has(fields.group)) {
      problems.addUnknown(spot.at('group'), 'group', fields.group, groups.keys());
    }
    checkUnit(fields.unit, spot.at('unit'), settings, problems);
    const category = overTimeCategoryOf(metric);
    if (category && category !== 'derived' && fields.overTime)
      checkOverTime(category, fields.overTime, spot.at('overTime'), problems);
    const definition = readDefinition(metric, context);
    summaries.set(key, summaryOf(metric, formerKeys, summaries));
    if (definition === null) continue;
    definitions.set(key, definition);
    if (isMeasure(definition)) checkDates(definition, { grain: fields.grain, spot }, tables, problems);
  }
  // Only if every measure is valid is it certain that no metric reaches a dimension.
  const isKnown = [...metrics.values()].every(
    ({ key, kind }) => definitions.has(key) || (kind !== null && groupOf(kind) !== 'measure'),
  );
  if (metrics.size > 0 && isKnown) {
    const measuredTables = [...metrics.keys()].flatMap((key) => {
      const definition = definitions.get(key);
      return definition && isMeasure(definition) ? [reachesFrom(tables, definition) ?? definition.table] : [];
    });
    for (const dimension of dimensions.values()) checkReached(dimension, tables, new Set(measuredTables), problems);
  }
  const roles = new Map<string, Role>();
  for (const draft of drafts.roles.values()) {
    const role = readRole(
      draft,
      { locales: settings.locales, groups, tables, dimensions, metrics, formerKeys },
      problems,
    );
    if (role) roles.set(role.key, role);
  }
  return { definitions, summaries, rows, roles };
}
