import { matchKind } from '../model/byKind';
import type { RowExpression, RowFunction, TextMatch } from '../model/rowExpression';
import type { Table } from '../model/table';
import { columnValue, comparedAs } from './columns';
import { combine } from './conditions';
import { write } from './dialect';
import { join, name, parameter, sql, type Sql, type ValueType } from './fragment';

/** The columns of a table, as an expression reads them. */
interface Columns {
  readonly table: Pick<Table, 'columns'>;
  readonly alias: string;
  /** The rows have their computed columns already. */
  readonly areComputed?: true;
}

/** The value of a computed column in its own type, from the stored columns of a row. */
export function computedValue(columns: Columns, key: string): Sql {
  const { computed, type } = columns.table.columns.get(key)!;
  const value = valueOf(computed!.value, columns);
  return type === 'boolean' ? write('cast', value, 'boolean') : value;
}

/** A condition of a filter: true if it holds, otherwise false. */
export function rowCondition(columns: Columns, value: RowExpression, holds: boolean): Sql {
  const condition = conditionOf(value, columns);
  return holds ? condition : sql`(not ${condition})`;
}

type Of<K extends RowExpression['kind']> = Extract<RowExpression, { readonly kind: K }>;

/**
 * A value of an expression; null where a part without a value makes it so. No row can make it fail
 * (docs/meaning.md#computed-columns).
 */
function valueOf(expression: RowExpression, columns: Columns): Sql {
  const value = (one: RowExpression) => valueOf(one, columns);
  const condition = (one: RowExpression) => conditionOf(one, columns);
  return matchKind<RowExpression, Sql, []>(expression, {
    number: (one) => write('rowLiteral', one.value),
    text: (one) => parameter(one.value, 'text'),
    boolean: (one) => (one.value ? sql`true` : sql`false`),
    nothing: (one) => nothing(one.type),
    column: (one) => columnSql(one.column, columns),
    operation: (one) => operation(one.operator, value(one.left), value(one.right)),
    comparison: (one) => write('isTrue', compared(one, value)),
    and: ({ of }) => combine(of.map(condition), 'and'),
    or: ({ of }) => combine(of.map(condition), 'or'),
    not: ({ of }) => sql`(not ${condition(of)})`,
    null: ({ of }) => sql`(${value(of)} is null)`,
    in: ({ of, values }) =>
      write(
        'isTrue',
        of.type === 'number'
          ? write('rowIsOneOf', value(of), values)
          : write('isOneOf', value(of), parameter(values, 'text[]')),
      ),
    between: ({ of, low, high }) => {
      const [a, b, c] = [of, low, high].map((part) => inOrder(part, value));
      return write('isTrue', sql`${a!} between ${b!} and ${c!}`);
    },
    case: ({ branches, otherwise }) => {
      const whens = branches.map(({ when, then }) => sql`when ${condition(when)} then ${value(then)}`);
      return sql`case ${join(whens, '\n')} else ${value(otherwise)} end`;
    },
    round: ({ of, places }) => write('rowRound', value(of), places),
    substring: ({ of, start, length }) => write('rowSubstring', value(of), start, length),
    replace: ({ of, from, to }) => write('rowReplace', value(of), parameter(from, 'text'), parameter(to, 'text')),
    match: ({ how, of, text }) => write('isTrue', MATCHES[how](value(of), parameter(text, 'text'))),
    call: ({ name, args }) => FUNCTIONS[name](args.map(value)),
  });
}

/** Conditions are two-valued: true, or false where a value is missing. */
function conditionOf(expression: RowExpression, columns: Columns): Sql {
  const value = valueOf(expression, columns);
  return MAY_BE_NULL.has(expression.kind) ? write('isTrue', value) : value;
}

const MAY_BE_NULL: ReadonlySet<RowExpression['kind']> = new Set(['nothing', 'column', 'case', 'call']);

/** A computed column in an expression is computed in its place, unless the rows have it. */
function columnSql(key: string, columns: Columns): Sql {
  const column = columns.table.columns.get(key)!;
  if (column.computed !== null) {
    return columns.areComputed ? name(columns.alias, column.name) : valueOf(column.computed.value, columns);
  }
  const value = columnValue(columns.alias, column);
  const type = comparedAs(column.type);
  switch (type) {
    case 'bigint':
    case 'numeric':
      return write('rowNumber', value, type);
    case 'uuid':
      return write('cast', value, 'text');
    case 'instant':
      return write('rowTime', value);
    case 'text':
    case 'boolean':
      return value;
  }
}

const TYPES: { readonly [T in RowExpression['type']]: ValueType } = {
  number: 'numeric',
  text: 'text',
  boolean: 'boolean',
  time: 'instant',
};

function nothing(type: RowExpression['type']): Sql {
  return write('nullOf', TYPES[type]);
}

function operation(operator: Of<'operation'>['operator'], left: Sql, right: Sql): Sql {
  const [a, b] = [sql`(${left})`, sql`(${right})`];
  switch (operator) {
    case '+':
      return write('rowPlus', a, b);
    case '-':
      return write('rowMinus', a, b);
    case '*':
      return write('rowTimes', a, b);
    case '/':
      return write('rowOver', a, b);
    case '||':
      return write('rowJoined', left, right);
  }
}

function compared({ operator, left, right }: Of<'comparison'>, value: (one: RowExpression) => Sql): Sql {
  switch (operator) {
    case '=':
      return sql`${value(left)} = ${value(right)}`;
    case '<':
      return sql`${inOrder(left, value)} < ${inOrder(right, value)}`;
    case '<=':
      return sql`${inOrder(left, value)} <= ${inOrder(right, value)}`;
  }
}

/** Texts are compared by code point. */
function inOrder(expression: RowExpression, value: (one: RowExpression) => Sql): Sql {
  return expression.type === 'text' ? sql`(${write('ordered', value(expression), 'text')})` : value(expression);
}

const MATCHES: { readonly [H in TextMatch]: (text: Sql, part: Sql) => Sql } = {
  like: (text, part) => write('rowLike', text, part),
  contains: (text, part) => write('rowContains', text, part),
  startsWith: (text, part) => write('startsWith', text, part),
  endsWith: (text, part) => write('rowEndsWith', text, part),
};

const FUNCTIONS: { readonly [F in RowFunction]: (args: readonly Sql[]) => Sql } = {
  coalesce: (args) => sql`coalesce(${join(args, ', ')})`,
  nullif: ([a, b]) => sql`nullif(${a!}, ${b!})`,
  greatest: (args) => write('rowGreatest', args),
  least: (args) => write('rowLeast', args),
  abs: ([of]) => write('rowAbs', of!),
  floor: ([of]) => write('rowFloor', of!),
  ceil: ([of]) => write('rowCeil', of!),
  lower: ([of]) => write('rowLower', of!),
  upper: ([of]) => write('rowUpper', of!),
  trim: ([of]) => write('rowTrim', of!),
  length: ([of]) => write('rowLength', of!),
};
