import { checkFields } from '../grammar/check';
import { dimensionGrammar, type DimensionGrammar } from '../grammar/dimension';
import type { ProblemList } from '../problems';
import { shortestPaths } from '../../model/reach';
import type { Dimension, DimensionType } from '../../model/registry';
import type { Spot } from '../yaml/spot';
import { columnFor, IDENTITY, TEXT, type NeededColumn } from './columns';
import type { TableDrafts } from './tableDraft';
import { finishOptionalText, finishText } from './texts';
import type { Locale } from '../../time/locale';

export interface DimensionDraft {
  readonly key: string;
  readonly spot: Spot;
  readonly fields: Partial<DimensionGrammar>;
}

/** The rules of each type of dimension: the column it needs, and whether its values are ids. */
export const DIMENSION_RULES: {
  readonly [T in DimensionType]: { readonly column: NeededColumn; readonly isId: boolean };
} = {
  text: { column: TEXT, isId: false },
  id: { column: IDENTITY, isId: true },
};

export function draftDimension(key: string, spot: Spot, problems: ProblemList): DimensionDraft {
  return { key, spot, fields: checkFields(spot, dimensionGrammar, problems) };
}

export function checkDimension({ spot, fields }: DimensionDraft, tables: TableDrafts, problems: ProblemList): void {
  const table = fields.of === undefined ? undefined : tables.get(fields.of);
  const { column, isId } = DIMENSION_RULES[fields.type ?? 'text'];
  if (fields.of !== undefined && !table) problems.addUnknown(spot.at('of'), 'table', fields.of, tables.keys());
  if (!table) return;
  if (fields.column !== undefined) {
    columnFor(table, fields.column, column, spot.at('column'), problems);
  }
  if (isId && fields.empty !== undefined) {
    problems.add(spot.at('empty'), 'a dimension of ids has no `empty`', '`empty` only on dimensions of text');
  }
  if (fields.entity !== undefined && !isId) {
    problems.add(
      spot.at('entity'),
      'a dimension of text has no `entity`',
      '`entity` only on dimensions with `type: id`',
    );
  }
  for (const from of tables.keys()) {
    const paths = shortestPaths(tables, from, table.key);
    if (paths.length < 2) continue;
    const described = paths.map((joins) => [from, ...joins.map((join) => join.table)].join(' → ')).join(' and ');
    problems.add(spot, `has more than one shortest path: ${described}`, 'one shortest path from every table');
  }
}

/** Reports a dimension that no metric reaches: a parent is missing, or its table is wrong. */
export function checkReached(
  dimension: DimensionDraft,
  tables: TableDrafts,
  measuredTables: Iterable<string>,
  problems: ProblemList,
): void {
  const { of } = dimension.fields;
  if (of === undefined || !tables.has(of)) return;
  const starts = [...measuredTables];
  if (starts.some((from) => shortestPaths(tables, from, of).length > 0)) return;
  const wrong = `no metric reaches "${of}"`;
  problems.add(dimension.spot, wrong, `a metric on "${of}", or "${of}" among the parents of ${starts.join(' or ')}`);
}

/** Builds the dimension from a draft without problems. */
export function finishDimension({ key, spot, fields }: DimensionDraft, locales: readonly Locale[]): Dimension {
  const {
    label,
    description,
    type = 'text',
    of,
    column,
    empty = null,
    values = {},
    entity = null,
  } = fields as DimensionGrammar;
  // A JavaScript object moves numeric keys to the front; the file has the author's order.
  const order = spot.at('values').keys;
  const labelled = new Map(order.map((value) => [value, finishText(values[value]!, locales)]));
  return {
    key,
    label: finishText(label, locales),
    description: finishOptionalText(description, locales),
    type,
    table: of,
    column,
    empty,
    values: labelled,
    entity,
    sourceLocation: spot.sourceLocation,
  };
}

/** Checks the names of entities: their fields appear next to those of dimensions in GraphQL. */
export function checkEntities(dimensions: readonly DimensionDraft[], problems: ProblemList): void {
  const keys = new Set(dimensions.map(({ key }) => key));
  const fields = new Set<string>();
  for (const {
    spot,
    fields: { entity },
  } of dimensions) {
    if (entity === undefined || typeof entity.field !== 'string' || typeof entity.type !== 'string') continue;
    const { field, type } = entity;
    if (keys.has(field) || fields.has(field)) {
      problems.add(
        spot.at('entity'),
        `"${field}" is the name of another dimension or entity`,
        'a field name that is not in use',
      );
    }
    if (type.startsWith('Metric') || RESERVED_TYPES.includes(type)) {
      problems.add(spot.at('entity'), `"${type}" is a type of Metergate or of GraphQL`, 'another type name');
    }
    fields.add(field);
  }
}

const RESERVED_TYPES: readonly string[] = [
  'ID',
  'Int',
  'Float',
  'String',
  'Boolean',
  'Query',
  'Mutation',
  'Subscription',
  'Date',
  'DateTime',
  'Decimal',
  'Locale',
  'TimePoint',
  'TimeZone',
];
