import type { Column, Table } from '../model/table';
import type { ValueTest } from '../model/valueTest';
import { comparedAs } from './columns';
import { write } from './dialect';
import { parameter, sql, type Sql } from './fragment';
import { lettersOf, lowerCase } from './letterCases';

/** A value to test. */
export interface TestedValue {
  readonly value: Sql;
  /** The column that it comes from. */
  readonly table: Pick<Table, 'primaryKey' | 'parents'>;
  readonly column: Pick<Column, 'key' | 'type'>;
}

/**
 * Whether a value passes a test, or fails it if `holds` is false. Null where the value is null and
 * the test would have to hold, which a condition takes for false (docs/meaning.md#conditions). A
 * plain comparison can use an index.
 */
export function testSql(test: ValueTest, tested: TestedValue, holds: boolean): Sql {
  const { value } = tested;
  const passes = (condition: Sql) => (holds ? condition : write('isNotTrue', condition));
  switch (test.kind) {
    case 'null':
      return holds ? sql`${value} is null` : sql`${value} is not null`;
    case 'in': {
      if (test.ignoreCase !== true) return membership(tested, test.values, holds);
      const values = [...new Set(test.values.map(lowerCase))];
      return membership({ ...tested, value: lowered(value, values) }, values, holds);
    }
    case 'gt':
      return passes(sql`${value} > ${number(test.value, tested)}`);
    case 'gte':
      return passes(sql`${value} >= ${number(test.value, tested)}`);
    case 'lt':
      return passes(sql`${value} < ${number(test.value, tested)}`);
    case 'lte':
      return passes(sql`${value} <= ${number(test.value, tested)}`);
    case 'contains':
    case 'startsWith':
    case 'endsWith': {
      const wanted = test.ignoreCase === true ? lowerCase(test.text) : test.text;
      const text = test.ignoreCase === true ? lowered(value, [wanted]) : value;
      return passes(PARTS[test.kind](text, parameter(wanted, 'text')));
    }
  }
}

type Part = 'contains' | 'startsWith' | 'endsWith';

const PARTS: { readonly [K in Part]: (text: Sql, part: Sql) => Sql } = {
  contains: (text, part) => sql`position(${part} in ${text}) > 0`,
  startsWith: (text, part) => write('startsWith', text, part),
  endsWith: (text, part) => write('rowEndsWith', text, part),
};

function number(value: string, { column }: TestedValue): Sql {
  return parameter(value, comparedAs(column.type));
}

/** A text in lower case, as far as a comparison with these texts needs it. */
function lowered(text: Sql, wanted: readonly string[]): Sql {
  return write('rowLowerFor', text, lettersOf(wanted.join('')));
}

/** Whether a text passes a test that is not about null, as a database would decide. */
export function textPasses(test: Exclude<ValueTest, { readonly kind: 'null' }>, text: string): boolean {
  const read = (one: string) => ('ignoreCase' in test && test.ignoreCase === true ? lowerCase(one) : one);
  switch (test.kind) {
    case 'in':
      return test.values.map(read).includes(read(text));
    case 'contains':
      return read(text).includes(read(test.text));
    case 'startsWith':
      return read(text).startsWith(read(test.text));
    case 'endsWith':
      return read(text).endsWith(read(test.text));
    case 'gt':
    case 'gte':
    case 'lt':
    case 'lte':
      throw new Error(`A text is compared as a number: ${test.kind} ${test.value}.`);
  }
}

/**
 * Whether a value of a column is one of a list. Null is in no list. A key is compared with a list
 * even if that has one value. With a single value, PostgreSQL 18.4 assumes that all join columns in
 * a chain of outer joins have this value, even where a parent is missing, and finds wrong rows.
 */
function membership({ value, table, column }: TestedValue, values: readonly string[], holds: boolean): Sql {
  const type = comparedAs(column.type);
  if (values.length === 0) return holds ? sql`false` : sql`true`;
  if (values.length === 1 && (!holds || !isKey(table, column.key))) {
    const only = parameter(values[0]!, type);
    return holds ? sql`${value} = ${only}` : write('isDistinct', value, only);
  }
  const all = parameter(values, `${type}[]`);
  return holds ? write('isOneOf', value, all) : sql`(${value} is null or ${write('isNoneOf', value, all)})`;
}

/** Whether joins use a column: to the parents of its table, or from the children. */
function isKey({ primaryKey, parents }: TestedValue['table'], column: string): boolean {
  return primaryKey.includes(column) || [...parents.values()].some((columns) => columns.includes(column));
}
