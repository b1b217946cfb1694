import fc from 'fast-check';
import { storedColumns, type Table } from '../../../src/model/table';
import { EVERYTHING } from '../../../src/policy/policy';
import { compile } from '../../../src/sql/compile';
import { write, type Dialect } from '../../../src/sql/dialect';
import { join, name, sql } from '../../../src/sql/fragment';
import { resolveRegistry } from '../../../src/sql/resolvedRegistry';
import type { Statement } from '../../../src/sql/statement';
import { tableSql } from '../../../src/sql/tables';
import { loadRegistryText } from '../../registry/registryText';
import { withComputed } from '../evaluator/computed';
import { compare, parse } from '../evaluator/exact';
import { boolean, LONGEST, number, text, time } from './expressions';
import { COLUMNS, rowOf, writtenRow, ZONE, type WrittenRow } from './rows';

/** Some rows, and columns that are computed from them. */
export interface World {
  /** Key of each computed column → its type and its expression. */
  readonly computed: Readonly<Record<string, readonly [type: string, expression: string]>>;
  readonly rows: readonly WrittenRow[];
}

const COMPUTED = 8;

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
  )
  .map(([all, rows]) => ({
    computed: Object.fromEntries(all.map((one, index) => [`c${index}`, one])),
    rows: rows.map((row, index) => ({ ...row, id: String(index + 1) })),
  }));

/** The table `computed_rows` with the computed columns of a world. */
export function tableOf({ computed }: Pick<World, 'computed'>): {
  readonly table: Table;
  readonly statement: (dialect: Dialect) => Statement;
} {
  const stored = Object.entries(COLUMNS).map(([key, type]) => `      ${key}: ${type}`);
  const own = Object.entries(computed).map(([key, [type, one]]) => `      ${key}: { ${type}: ${JSON.stringify(one)} }`);
  const lines = ['timeZone: UTC', 'groups: {}', 'metrics: {}', 'tables:', '  computed_rows:', '    primaryKey: id'];
  const registry = loadRegistryText([...lines, '    columns:', ...stored, ...own].join('\n'));
  const resolved = resolveRegistry(registry, { timeZone: ZONE, asOf: null, policy: EVERYTHING });
  const columns = Object.entries(computed).map(([key, [type]]) =>
    type === 'timestamptz' ? write('epochMilliseconds', name('t', key)) : name('t', key),
  );
  const select = sql`
      select ${join(columns, ', ')}
      from ${tableSql(resolved, 'computed_rows')} as t
      order by t.id
    `;
  return { table: registry.tables.get('computed_rows')!, statement: (dialect) => compile(select, dialect) };
}

/** The values that a database must return, one line for each row and column. */
export function expected({ rows, computed }: World, table: Table): readonly string[] {
  if (storedColumns(table).length !== Object.keys(COLUMNS).length) throw new Error('the table has other columns');
  return rows.flatMap((row) => {
    const values = withComputed(table, rowOf(row));
    return Object.keys(computed).map((key) => line(row.id, key, computed, values[key] ?? null));
  });
}

/** The values that a database returned. */
export function returned({ rows, computed }: World, values: readonly (readonly unknown[])[]): readonly string[] {
  return values.flatMap((row, index) =>
    Object.keys(computed).map((key, column) => line(rows[index]!.id, key, computed, row[column] ?? null)),
  );
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
