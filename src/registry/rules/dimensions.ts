import { checkFields } from '../grammar/check';
import { dimensionGrammar, type DimensionGrammar } from '../grammar/dimension';
import type { ProblemList } from '../problems';
import { shortestPaths } from '../../model/reach';
import type { DimensionForm, DimensionType, MergedValue } from '../../model/dimensionForm';
import type { Dimension } from '../../model/registry';
import type { Spot } from '../yaml/spot';
import { binsOf, checkBins } from './bins';
import { columnFor, IDENTITY, NUMBER, TEXT, TRUTH, type NeededColumn } from './columns';
import type { TableDrafts } from './tableDraft';
import { finishOptionalText, finishText } from './texts';
import type { Locale } from '../../time/locale';

export interface DimensionDraft {
  readonly key: string;
  readonly spot: Spot;
  readonly fields: Partial<DimensionGrammar>;
}

const OWN_FIELDS = ['empty', 'entity', 'order', 'bins'] as const;
type OwnField = (typeof OWN_FIELDS)[number];

interface DimensionRules {
  /** The column that it needs. */
  readonly column: NeededColumn;
  /** How problems name its values. */
  readonly words: string;
  /** The fields that only some types have. */
  readonly fields: readonly OwnField[];
  /** `keys`: the keys of `values`, in the author's order. */
  readonly form: (fields: Partial<DimensionGrammar>, keys: readonly string[], spot: Spot) => DimensionForm;
}

export const DIMENSION_RULES: { readonly [T in DimensionType]: DimensionRules } = {
  text: {
    column: TEXT,
    words: 'text',
    fields: ['empty', 'order'],
    form: ({ empty = null, values = {}, order }, keys) => ({
      type: 'text',
      empty,
      merged: keys.flatMap((value) => mergedOf(value, values[value])),
      order: order === undefined ? null : keys,
    }),
  },
  id: { column: IDENTITY, words: 'ids', fields: ['entity'], form: () => ({ type: 'id' }) },
  boolean: { column: TRUTH, words: 'true and false', fields: [], form: () => ({ type: 'boolean' }) },
  number: {
    column: NUMBER,
    words: 'numbers',
    fields: ['bins'],
    form: (_fields, _keys, spot) => ({ type: 'number', bins: binsOf(spot.at('bins')) }),
  },
};

const ONLY_ON = {
  empty: '`empty` only on dimensions of text',
  entity: '`entity` only on dimensions with `type: id`',
  order: '`order` only on dimensions of text',
  bins: '`bins` only on dimensions with `type: number`',
} satisfies Record<OwnField, string>;

type ValueGrammar = NonNullable<DimensionGrammar['values']>[string];

/** Whether a value stands for others. In a text by locale, every field is a text. */
function isMerged(value: ValueGrammar | undefined): value is Extract<ValueGrammar, { from: string[] }> {
  return typeof value === 'object' && Array.isArray(value['from']);
}

function mergedOf(value: string, written: ValueGrammar | undefined): readonly MergedValue[] {
  return isMerged(written) ? [{ value, from: written.from }] : [];
}

/** The form of a dimension from a draft without problems. */
export function formOf({ fields, spot }: Pick<DimensionDraft, 'fields' | 'spot'>): DimensionForm {
  // A JavaScript object moves numeric keys to the front; the file has the author's order.
  return DIMENSION_RULES[fields.type ?? 'text'].form(fields, spot.at('values').keys, spot);
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
  for (const field of OWN_FIELDS) {
    if (fields[field] === undefined || own.includes(field)) continue;
    problems.add(spot.at(field), `a dimension of ${words} has no \`${field}\``, ONLY_ON[field]);
  }
  checkMerged(spot, fields, problems);
  if (fields.type === 'number' && fields.bins !== undefined) checkBins(spot, problems);
  for (const from of tables.keys()) {
    const paths = shortestPaths(tables, from, table.key);
    if (paths.length < 2) continue;
    const described = paths.map((joins) => [from, ...joins.map((join) => join.table)].join(' → ')).join(' and ');
    problems.add(spot, `has more than one shortest path: ${described}`, 'one shortest path from every table');
  }
}

/** Checks that each value of the column counts as one value. */
function checkMerged(spot: Spot, fields: DimensionDraft['fields'], problems: ProblemList): void {
  const at = spot.at('values');
  const { type = 'text', values = {}, order, empty } = fields;
  if (order !== undefined && at.keys.length === 0) {
    problems.add(spot.at('order'), 'has no values to order by', '`values` in their order');
  }
  const into = new Map<string, string>();
  for (const key of at.keys) {
    const written = values[key];
    if (!isMerged(written)) continue;
    const list = at.at(key).at('from');
    if (type !== 'text') problems.add(list, 'is on a dimension of another type', '`from` only on dimensions of text');
    written.from.forEach((one, index) => {
      const known = into.get(one);
      const say = (wrong: string, expected: string) => problems.add(list.at(index), `"${one}" ${wrong}`, expected);
      if (known !== undefined) say(`counts as "${known}" already`, 'each value once');
      else if (at.keys.includes(one)) say('is a value of its own', 'a value that `values` does not list');
      else if (empty !== undefined && (one === '' || one === empty)) {
        say(`belongs to \`empty: ${empty}\``, 'another value of the column');
      }
      into.set(one, key);
    });
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
  const labelled = new Map(
    spot.at('values').keys.map((value) => {
      const written = values[value]!;
      return [value, finishText(isMerged(written) ? written.label : written, locales)];
    }),
  );
  return {
    key,
    label: finishText(label, locales),
    description: finishOptionalText(description, locales),
    table: of,
    column,
    form: formOf({ spot, fields }),
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
