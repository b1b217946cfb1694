import { COMPUTED_TYPES } from '../../model/columnTypes';
import { partsOfRow, type RowExpression } from '../../model/rowExpression';
import type { Column } from '../../model/table';
import { parseRowExpression } from '../expression/parseRow';
import { required } from '../expression/rowTypes';
import { typedTree, type KnownColumns } from '../expression/rowTree';
import { isTooLarge, MOST_SIZE, rowSizeOf, sizeWords, type RowSize } from '../expression/rowSize';
import { columnGrammar, computedOf } from '../grammar/table';
import type { ProblemList } from '../problems';
import type { Spot } from '../yaml/spot';
import { listed } from './listed';
import type { ParsedColumn, TableDraft } from './tableDraft';
import { topologicalOrder } from './topologicalOrder';

/** Parses the expressions of a table's computed columns, by their keys. */
export function parseColumns(columns: Spot, problems: ProblemList): TableDraft['computed'] {
  const parsed = new Map<string, ParsedColumn | null>();
  for (const key of columns.keys) {
    const { data } = columnGrammar.safeParse(columns.at(key).value);
    const computed = data === undefined ? null : computedOf(data);
    if (computed === null) continue;
    const { type, text } = computed;
    const spot = columns.at(key).at(type);
    const syntax = listed(spot, problems, () => parseRowExpression(text));
    parsed.set(key, syntax && { type, text, syntax, spot });
  }
  return parsed;
}

/** Checks names, types and sizes of a table's computed columns, and that none needs itself. */
export function checkComputed(table: TableDraft, problems: ProblemList): void {
  for (const [key, column] of table.columns) {
    const other = [...table.columns.values()].find((one) => one !== null && one.name === key && one.key !== key);
    if (column === null || !table.computed.has(key) || !other) continue;
    const wrong = `has the name of "${other.key}" in the database`;
    problems.add(table.spot.at('columns').at(key), wrong, 'another key for the computed column');
  }
  // The mistake in a column is listed already. To report it as unknown would hide it.
  if ([...table.columns.values()].includes(null)) return;
  const values = new Map<string, RowExpression>();
  for (const [key, parsed] of table.computed) {
    const value = parsed && listed(parsed.spot, problems, () => typed(table, parsed));
    if (value) values.set(key, value);
  }
  const inputs = (key: string) => [...namesIn(values.get(key))].filter((name) => values.has(name));
  const { order, cycles } = topologicalOrder(values.keys(), inputs);
  for (const cycle of cycles) {
    const last = table.computed.get(cycle.at(-2)!)!;
    problems.add(last.spot, `makes a cycle of columns: ${cycle.join(' → ')}`, 'columns without a cycle');
  }
  if (cycles.length > 0) return;
  const sizes = new Map<string, RowSize>();
  for (const key of order) {
    const size = rowSizeOf(values.get(key)!, sizes);
    sizes.set(key, size);
    // Whatever needs it is too large as well.
    if (inputs(key).some((input) => isTooLarge(sizes.get(input)!)) || !isTooLarge(size)) continue;
    const { spot } = table.computed.get(key)!;
    problems.add(spot, `has ${sizeWords(size)}, when its computed columns are expanded`, MOST_SIZE);
  }
}

/** A column of a draft without problems, with its expression if it is computed. */
export function computedColumn(table: TableDraft, column: Column): Column {
  const parsed = table.computed.get(column.key);
  return parsed ? { ...column, computed: { text: parsed.text, value: typed(table, parsed) } } : column;
}

function typed(table: TableDraft, { type, syntax }: ParsedColumn): RowExpression {
  const columns: KnownColumns = new Map([...table.columns].map(([key, column]) => [key, column!.type]));
  const owner = `a column of type ${type}`;
  return required(syntax, COMPUTED_TYPES[type], owner, (one) => typedTree(one, table.key, columns));
}

function namesIn(expression: RowExpression | undefined): ReadonlySet<string> {
  if (expression === undefined) return new Set();
  if (expression.kind === 'column') return new Set([expression.column]);
  return new Set(partsOfRow(expression).flatMap((part) => [...namesIn(part)]));
}
