import { checkFields } from '../grammar/check';
import { dimensionGrammar, type DimensionGrammar } from '../grammar/dimension';
import type { ProblemList } from '../problems';
import { shortestPaths } from '../../model/reach';
import type { DimensionForm, DimensionType } from '../../model/dimensionForm';
import type { Dimension } from '../../model/registry';
import type { Spot } from '../yaml/spot';
import { columnFor, IDENTITY, TEXT, TRUTH, type NeededColumn } from './columns';
import type { TableDrafts } from './tableDraft';
import { finishOptionalText, finishText } from './texts';
import type { Locale } from '../../time/locale';

export interface DimensionDraft {
  readonly key: string;
  readonly spot: Spot;
  readonly fields: Partial<DimensionGrammar>;
}

interface DimensionRules {
  /** The column that it needs. */
  readonly column: NeededColumn;
  /** How problems name its values. */
  readonly words: string;
  /** The fields that only some types have. */
  readonly fields: readonly ('empty' | 'entity')[];
  readonly form: (fields: Partial<DimensionGrammar>) => DimensionForm;
}

export const DIMENSION_RULES: { readonly [T in DimensionType]: DimensionRules } = {
  text: {
    column: TEXT,
    words: 'text',
    fields: ['empty'],
    form: ({ empty = null }) => ({ type: 'text', empty }),
  },
  id: { column: IDENTITY, words: 'ids', fields: ['entity'], form: () => ({ type: 'id' }) },
  boolean: { column: TRUTH, words: 'true and false', fields: [], form: () => ({ type: 'boolean' }) },
};

const ONLY_ON = {
  empty: '`empty` only on dimensions of text',
  entity: '`entity` only on dimensions with `type: id`',
};

/** The form of a dimension from a draft without problems. */
export function formOf(fields: Partial<DimensionGrammar>): DimensionForm {
  return DIMENSION_RULES[fields.type ?? 'text'].form(fields);
}

export function draftDimension(key: string, spot: Spot, problems: ProblemList): DimensionDraft {
  return { key, spot, fields: checkFields(spot, dimensionGrammar, problems) };
}

export function checkDimension({ spot, fields }: DimensionDraft, tables: TableDrafts, problems: ProblemList): void {
  const table = fields.of === undefined ? undefined : tables.get(fields.of);
  const { column, words, fields: own } = DIMENSION_RULES[fields.type ?? 'text'];
  if (fields.of !== undefined && !table) problems.addUnknown(spot.at('of'), 'table', fields.of, tables.keys());
  if (!table) return;
  if (fields.column !== undefined) {
    columnFor(table, fields.column, column, spot.at('column'), problems);
  }
  for (const field of ['empty', 'entity'] as const) {
    if (fields[field] === undefined || own.includes(field)) continue;
    problems.add(spot.at(field), `a dimension of ${words} has no \`${field}\``, ONLY_ON[field]);
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
  const { label, description, of, column, values = {}, entity = null } = fields as DimensionGrammar;
  // A JavaScript object moves numeric keys to the front; the file has the author's order.
  const order = spot.at('values').keys;
  const labelled = new Map(order.map((value) => [value, finishText(values[value]!, locales)]));
  return {
    key,
    label: finishText(label, locales),
    description: finishOptionalText(description, locales),
    table: of,
    column,
    form: formOf(fields),
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
