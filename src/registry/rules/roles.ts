import { emptyOf } from '../../model/dimensionForm';
import { COLUMN_TYPE_FACTS } from '../../model/columnTypes';
import { checkFields } from '../grammar/check';
import type { Filter } from '../grammar/filter';
import { rowFilterGrammar } from '../grammar/filter';
import { roleGrammar, type RoleGrammar } from '../grammar/role';
import { oneOf, type ProblemList } from '../problems';
import type { Column } from '../../model/table';
import type { Role, RowColumn, RowRule, SmallestGroup } from '../../model/role';
import { testOf } from '../../model/valueTest';
import type { Spot } from '../yaml/spot';
import { anyColumn } from './columns';
import { formOf, type DimensionDraft } from './dimensions';
import { currentKey, formerKeysOf, type FormerKeys } from './formerKeys';
import type { MetricDraft } from './metrics';
import { COLUMN_OPERATORS, DIMENSION_OPERATORS, DIMENSION_WORDS } from './operators';
import { readPredicate, type FilterReader, type PredicateSubject } from './predicates';
import { readDimensionValue } from './values';
import type { TableDraft } from './tableDraft';
import type { DeclaredLocales } from './locales';
import { finishOptionalText, finishText } from './texts';

/** A role, as far as its declaration is valid. */
export interface RoleDraft {
  readonly key: string;
  readonly spot: Spot;
  readonly fields: Partial<RoleGrammar>;
}

export function draftRole(key: string, spot: Spot, problems: ProblemList): RoleDraft {
  return { key, spot, fields: checkFields(spot, roleGrammar, problems) };
}

/** The declarations that roles may name. */
export interface Nameable {
  readonly locales: DeclaredLocales | null;
  readonly groups: ReadonlyMap<string, unknown>;
  readonly tables: ReadonlyMap<string, TableDraft>;
  readonly dimensions: ReadonlyMap<string, DimensionDraft>;
  readonly metrics: ReadonlyMap<string, MetricDraft>;
  readonly formerKeys: FormerKeys;
}

type Some = RoleGrammar['metrics'];

/** Builds the role from a draft that the grammar accepts; null if its row rules have problems. */
export function readRole({ key, spot, fields }: RoleDraft, known: Nameable, problems: ProblemList): Role | null {
  const metrics = chosen(fields.metrics, spot.at('metrics'), { all: allMetrics(known), ...naming(known, problems) });
  const dimensions = chosen(fields.dimensions, spot.at('dimensions'), {
    all: [...known.dimensions.keys()],
    named: (name, at) => {
      if (known.dimensions.has(name)) return [name];
      problems.addUnknown(at, 'dimension', name, known.dimensions.keys());
      return [];
    },
  });
  if (metrics.length === 0) problems.add(spot.at('metrics'), 'leaves no metric visible', 'at least one metric');
  if (dimensions.length === 0)
    problems.add(spot.at('dimensions'), 'leaves no dimension visible', 'at least one dimension');
  const rows = readRows(spot.at('rows'), known, problems);
  checkPublic(fields, spot, known, problems);
  const smallestGroup = readSmallestGroup(fields.smallestGroup, spot.at('smallestGroup'), known, problems);
  if (rows === null || fields.label === undefined || known.locales === null) return null;
  const locales = known.locales.all;
  return {
    key,
    label: finishText(fields.label, locales),
    description: finishOptionalText(fields.description, locales),
    metrics,
    dimensions,
    rows,
    public: fields.public ?? [],
    plan: fields.plan ?? false,
    introspection: fields.introspection ?? true,
    smallestGroup,
    sourceLocation: spot.sourceLocation,
  };
}

interface Choice {
  /** All keys in display order. */
  readonly all: readonly string[];
  /** The keys that a name means; empty, with a problem listed, for an unknown name. */
  readonly named: (name: string, at: Spot) => readonly string[];
}

function chosen(some: Some, spot: Spot, { all, named }: Choice): readonly string[] {
  if (some === undefined) return all;
  const isList = Array.isArray(some);
  const names = isList ? some : some.except;
  const at = isList ? spot : spot.at('except');
  const meant = new Set(names.flatMap((name, index) => named(name, at.at(index))));
  return all.filter((key) => meant.has(key) === isList);
}

/** All keys of metrics. Former keys come right after the current key. */
function allMetrics({ metrics }: Nameable): readonly string[] {
  return [...metrics].flatMap(([key, draft]) => [key, ...formerKeysOf(draft).map(({ former }) => former)]);
}

/** The name of a metric includes its former keys; the name of a group means all its metrics. */
function naming({ groups, metrics, formerKeys }: Nameable, problems: ProblemList): Pick<Choice, 'named'> {
  const withFormer = (draft: MetricDraft) => [draft.key, ...formerKeysOf(draft).map(({ former }) => former)];
  return {
    named: (name, at) => {
      const metric = metrics.get(currentKey(name, formerKeys));
      if (metric && groups.has(name)) {
        problems.add(at, `"${name}" is the key of a metric and of a group`, 'a key that only one of them has');
      }
      if (metric) return withFormer(metric);
      const members = [...metrics.values()].filter(({ fields }) => fields.group === name);
      if (groups.has(name)) return members.flatMap(withFormer);
      problems.addUnknown(at, 'metric or group', name, [...metrics.keys(), ...groups.keys()]);
      return [];
    },
  };
}

function checkPublic({ public: open = [] }: RoleDraft['fields'], spot: Spot, known: Nameable, problems: ProblemList) {
  const at = spot.at('public');
  open.forEach((table, index) => {
    if (!known.tables.has(table)) problems.addUnknown(at.at(index), 'table', table, known.tables.keys());
    else if (open.indexOf(table) < index) problems.add(at.at(index), `"${table}" is named twice`, 'each table once');
  });
  if (open.length > 0 && !['rows', 'smallestGroup'].some((word) => spot.keys.includes(word))) {
    problems.add(at, 'has no effect', '`rows` or `smallestGroup` in the same role');
  }
}

function readSmallestGroup(
  declared: RoleGrammar['smallestGroup'],
  spot: Spot,
  { dimensions }: Nameable,
  problems: ProblemList,
): SmallestGroup | null {
  const [entry] = Object.entries(declared ?? {});
  if (entry === undefined) return null;
  const [key, size] = entry;
  const ids = [...dimensions].filter(([, draft]) => formOf(draft).type === 'id').map(([id]) => id);
  if (!dimensions.has(key)) problems.addUnknown(spot.at(key), 'dimension', key, ids);
  else if (!ids.includes(key)) {
    problems.add(spot.at(key), `"${key}" does not identify people`, `a dimension with \`type: id\`: ${oneOf(ids)}`);
  }
  return { dimension: key, size };
}

type OnRowColumn = Extract<RowRule, { at: RowColumn }>;

function readRows(spot: Spot, known: Nameable, problems: ProblemList): RowRule | null {
  const written = spot.value ?? [];
  if (!Array.isArray(written)) return null;
  const filters = written.map((one): Filter | null => rowFilterGrammar.safeParse(one).data ?? null);
  const reader: FilterReader<OnRowColumn> = {
    subject: (key, at) => subjectFor(key, at, known, problems),
    expression: () => null,
  };
  return readPredicate<OnRowColumn>(filters, spot, reader, problems);
}

/** Resolves `channel` as a dimension, and `user.tenant` as a column of a table. */
function subjectFor(
  key: string,
  spot: Spot,
  known: Nameable,
  problems: ProblemList,
): PredicateSubject<OnRowColumn> | null {
  const found = key.includes('.') ? columnAt(key, spot, known, problems) : dimensionAt(key, spot, known, problems);
  if (found === null) return null;
  const { rowColumn, column } = found;
  const { form } = rowColumn;
  const empty = emptyOf(form);
  const isNullable = (at: Spot): boolean => {
    if (empty === null) return true;
    problems.add(at, `"${key}" is never empty: an empty value counts as "${empty}"`, empty);
    return false;
  };
  return {
    key,
    type: form === null ? column.type : DIMENSION_WORDS[form.type],
    operators: form === null ? COLUMN_OPERATORS[column.type] : DIMENSION_OPERATORS[form.type],
    value: (at) =>
      at.value === '' && !isNullable(at) ? null : readDimensionValue(form, { ...column, key }, at, problems),
    isNullable,
    leaf: (test) => testOf({ at: rowColumn }, test),
    claim: (claim) => ({ kind: 'claim', at: rowColumn, claim }),
  };
}

interface ResolvedRowColumn {
  readonly rowColumn: RowColumn;
  readonly column: Column;
}

function dimensionAt(key: string, spot: Spot, known: Nameable, problems: ProblemList): ResolvedRowColumn | null {
  const dimension = known.dimensions.get(key);
  if (!dimension) {
    problems.addUnknown(spot, 'dimension', key, known.dimensions.keys(), '; write a column as `table.column`');
    return null;
  }
  const { of = '', column: name = '' } = dimension.fields;
  const column = known.tables.get(of)?.columns.get(name);
  return column ? { rowColumn: { table: of, column: name, form: formOf(dimension) }, column } : null;
}

function columnAt(key: string, spot: Spot, { tables }: Nameable, problems: ProblemList): ResolvedRowColumn | null {
  const [of = '', ...rest] = key.split('.');
  const table = tables.get(of);
  if (!table) {
    problems.addUnknown(spot, 'table', of, tables.keys());
    return null;
  }
  const column = anyColumn(table, rest.join('.'), spot, problems);
  if (column === null) return null;
  if (COLUMN_TYPE_FACTS[column.type].time !== null) {
    problems.add(spot, `"${key}" is ${column.type}`, 'a column of another type, because buckets select rows by date');
    return null;
  }
  return { rowColumn: { table: of, column: column.key, form: null }, column };
}
