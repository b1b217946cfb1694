import type { ColumnType } from '../../model/table';
import type { Reading } from '../../plan/reading';
import { asCompared, comparedAs } from '../columns';
import { write } from '../dialect';
import { join, name, sql, wholeNumber, type Sql } from '../fragment';
import { columnsOf } from '../readings/branch';
import { keyName } from '../scan/keys';
import { readingColumns } from '../stitch';
import type { StatementContext } from './context';

/** Columns of the rows of kept cells. */
const TABLE = 'h';
const [READING, SLOT, VALUE, CONTRIBUTED] = ['reading', 'slot', 'value', 'contributed'];

/** Before the text of a key. A null key is an empty text, because lists have no nulls. */
const PRESENT = '=';

/** The kept cells of a plan, as one select of slot, keys and readings. */
export function keptSql({ plan, readings }: StatementContext): Sql {
  const { keptCells, groupBy, keyTypes } = plan;
  const all = [...readings.values()];
  const numbers = new Map(all.map(({ id }, index) => [id, index + 1]));
  const keyLists = groupBy.map((_, index) => ({
    name: keyOf(index),
    values: keptCells.map(({ keys }) => (keys[index] === null ? '' : `${PRESENT}${keys[index]}`)),
    type: 'text[]' as const,
  }));
  const keys = groupBy.map((_, index) => {
    const text = sql`${name(TABLE, keyOf(index))}`;
    const key = asKey(sql`case when ${text} <> '' then substring(${text} from 2) end`, keyTypes[index]!);
    return sql`${key} as ${keyName(index)}`;
  });
  const from = write('rowsOfLists', {
    table: TABLE,
    columns: [
      { name: READING!, values: keptCells.map(({ reading }) => numbers.get(reading)!), type: 'int[]' },
      { name: SLOT!, values: keptCells.map(({ slot }) => slot), type: 'int[]' },
      ...keyLists,
      { name: VALUE!, values: keptCells.map(({ value }) => value), type: 'numeric[]' },
      { name: CONTRIBUTED!, values: keptCells.map(({ contributed }) => contributed), type: 'numeric[]' },
    ],
  });
  const values = valuesOf(
    all.filter(({ isKept }) => isKept),
    numbers,
  );
  const columns = readingColumns(all).map(
    (column) => sql`${values.get(column) ?? write('nullOf', 'numeric')} as ${name(column)}`,
  );
  return sql`
    select ${join([sql`${name(TABLE, SLOT!)} as slot`, ...keys, ...columns], ', ')}
    from ${from}
  `;
}

/** By column of the readings: its value, in the rows of its reading. */
function valuesOf(kept: readonly Reading[], numbers: ReadonlyMap<string, number>): ReadonlyMap<string, Sql> {
  const own = (reading: Reading, column: string) =>
    sql`case when ${name(TABLE, READING!)} = ${wholeNumber(numbers.get(reading.id)!)} then ${name(TABLE, column)} end`;
  return new Map(
    kept.flatMap((reading) => {
      const { value, contributed } = columnsOf(reading);
      // If one column says both, the later entry stays: the value.
      return [
        [contributed, own(reading, CONTRIBUTED!)],
        [value, own(reading, VALUE!)],
      ] as const;
    }),
  );
}

function asKey(text: Sql, type: ColumnType): Sql {
  return comparedAs(type) === 'text' ? text : asCompared(text, type);
}

function keyOf(index: number): string {
  return `key_${index + 1}`;
}
