import fc from 'fast-check';
import type { Condition } from '../../../src/model/condition';
import type { Count } from '../../../src/model/measure';
import { storedColumns, type Table } from '../../../src/model/table';
import { EVERYTHING } from '../../../src/policy/policy';
import { compile } from '../../../src/sql/compile';
import { write, type Dialect } from '../../../src/sql/dialect';
import { join, name, sql } from '../../../src/sql/fragment';
import { resolveRegistry } from '../../../src/sql/resolvedRegistry';
import { conditionSql } from '../../../src/sql/rowConditions';
import type { Statement } from '../../../src/sql/statement';
import { tableSql } from '../../../src/sql/tables';
import { loadRegistryText } from '../../registry/registryText';
import { withComputed } from '../evaluator/computed';
import { compare, parse } from '../evaluator/exact';
import { holds } from '../evaluator/holds';
import { boolean, LONGEST, number, text, time } from './expressions';
import { filters } from './filters';
import { COLUMNS, rowOf, writtenRow, ZONE, type WrittenRow } from './rows';

/** Some rows, and columns that are computed from them. */
export interface World {
  /** Key of each computed column → its type and its expression. */
  readonly computed: Readonly<Record<string, readonly [type: string, expression: string]>>;
  readonly rows: readonly WrittenRow[];
  /** The filters of metrics. */
  readonly filters: readonly string[];
}

const COMPUTED = 8;
const FILTERS = 8;

const expression = fc
  .oneof(
    fc.tuple(fc.constant('numeric'), number),
    fc.tuple(fc.constant('text'), text),
    fc.tuple(fc.constant('boolean'), boolean),
    fc.tuple(fc.constant('timestamptz'), time),
  )
  .filter(([, one]) => one.length <= LONGEST);

export const world: fc.Arbitrary<World> = fc
  .tuple(
    fc.array(expression, { minLength: COMPUTED, maxLength: COMPUTED }),
    fc.array(writtenRow, { minLength: 12, maxLength: 12 }),
    fc.array(filters, { minLength: FILTERS, maxLength: FILTERS }),
  )
  .map(([all, rows, filtersOfAll]) => ({
    computed: Object.fromEntries(all.map((one, index) => [`c${index}`, one])),
    rows: rows.map((row, index) => ({ ...row, id: String(index + 1) })),
    filters: filtersOfAll,
  }));

/** The table `computed_rows` with the computed columns and the conditions of a world. */
export function tableOf({ computed, filters: all }: Pick<World, 'computed' | 'filters'>): {
  readonly table: Table;
  readonly conditions: readonly Condition[];
  readonly statement: (dialect: Dialect) => Statement;
} {
  const stored = Object.entries(COLUMNS).map(([key, type]) => `      ${key}: ${type}`);
  const own = Object.entries(computed).map(([key, [type, one]]) => `      ${key}: { ${type}: ${JSON.stringify(one)} }`);
  const metrics = all.map(
    (one, index) =>
      `  f${index}: { label: f, group: g, grain: day, numerator: { count: computed_rows, at: made_at }, filters: ${one} }`,
  );
  const begin = ['timeZone: UTC', 'groups: { g: { label: g } }', all.length === 0 ? 'metrics: {}' : 'metrics:'];
  const lines = [...begin, ...metrics, 'tables:', '  computed_rows:', '    primaryKey: id'];
  const registry = loadRegistryText([...lines, '    columns:', ...stored, ...own].join('\n'));
  const resolved = resolveRegistry(registry, { timeZone: ZONE, asOf: null, policy: EVERYTHING });
  const columns = Object.entries(computed).map(([key, [type]]) =>
    type === 'timestamptz' ? write('epochMilliseconds', name('t', key)) : name('t', key),
  );
  const conditions = [...registry.metrics.values()].map(({ definition }) => (definition as Count).filter);
  const resolvedTable = resolved.tables.get('computed_rows')!;
  const passing = conditions.map(
    (one) => sql`case when ${conditionSql(resolvedTable, 't', one)} then true else false end`,
  );
  const select = sql`
      select ${join([...columns, ...passing], ', ')}
      from ${tableSql(resolved, 'computed_rows')} as t
      order by t.id
    `;
  const table = registry.tables.get('computed_rows')!;
  return { table, conditions, statement: (dialect) => compile(select, dialect) };
}

/** The values that a database must return, one line for each row and column. */
export function expected(
  { rows, computed, filters: all }: World,
  { table, conditions }: Pick<ReturnType<typeof tableOf>, 'table' | 'conditions'>,
): readonly string[] {
  if (storedColumns(table).length !== Object.keys(COLUMNS).length) throw new Error('the table has other columns');
  return rows.flatMap((row) => {
    const values = withComputed(table, rowOf(row));
    return [
      ...Object.keys(computed).map((key) => line(row.id, key, computed, values[key] ?? null)),
      ...conditions.map((one, index) => passes(row.id, all[index]!, holds(one, table, rowOf(row)))),
    ];
  });
}

/** The values that a database returned. */
export function returned(
  { rows, computed, filters: all }: World,
  values: readonly (readonly unknown[])[],
): readonly string[] {
  const keys = Object.keys(computed);
  return values.flatMap((row, index) => {
    const { id } = rows[index]!;
    return [
      ...keys.map((key, column) => line(id, key, computed, row[column] ?? null)),
      ...all.map((one, at) => passes(id, one, NORMAL['boolean']!(String(row[keys.length + at])) === 'true')),
    ];
  });
}

function passes(id: string | null, filter: string, holdsForRow: boolean): string {
  return `${id} passes ${filter}: ${holdsForRow}`;
}

/** Numbers in one form: databases may write more zeros. */
function line(id: string | null, key: string, computed: World['computed'], value: unknown): string {
  const [type, one] = computed[key]!;
  return `${id} ${one} = ${value === null ? 'null' : JSON.stringify(NORMAL[type]!(String(value)))}`;
}

const zeros = (decimal: string) => (decimal.includes('.') ? decimal.replace(/\.?0+$/, '') : decimal);
const NORMAL: Readonly<Record<string, (value: string) => string>> = {
  numeric: (value) => (compare(parse(value), parse('0')) === 0 ? '0' : zeros(value)),
  text: (value) => value,
  boolean: (value) => (['true', 't', '1'].includes(value) ? 'true' : 'false'),
  timestamptz: (value) => zeros(value),
};
