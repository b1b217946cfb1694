import { COLUMN_TYPE_FACTS } from '../model/columnTypes';
import type { FreeKeys } from './names';
import { labelOf, referredName } from './names';
import { isPerson } from './people';
import type { ProposedColumn, ProposedMetric, ProposedTable } from './proposal';

const MONEY =
  /(^|_)(amount|price|total|subtotal|revenue|fees?|costs?|charges?|paid|payment|sum|value|discount|tax(es)?|salary|budget|spend|income|gross|net|refund)(_|$)/i;
const IS_SHARE = /(^|_)(rate|ratio|percent(age)?|pct|share)(_|$)/i;

/** The metrics of a table with a time: rows, sums of amounts, and the entities that have rows. */
export function proposeMetrics(
  table: ProposedTable,
  tables: ReadonlyMap<string, ProposedTable>,
  keys: FreeKeys,
): readonly ProposedMetric[] {
  const { key, time, columns, surveyed } = table;
  const dates = columns.find((column) => column.key === time);
  if (dates === undefined) return [];
  const grain = COLUMN_TYPE_FACTS[dates.type].time === 'date' ? 'day' : 'hour';
  const own = { group: key, isAmount: false, grain } as const;
  const label = labelOf(key);
  return [
    {
      ...own,
      key: keys.take(`${key}_count`),
      label: `${label}: number`,
      description: surveyed.comment,
      numerator: { count: key },
    },
    ...columns
      .filter((column) => isMoney(column, table))
      .map((column): ProposedMetric => ({
        ...own,
        key: keys.take(`${key}_${column.key}`),
        label: `${label}: ${labelOf(column.key).toLowerCase()}`,
        description: column.comment,
        isAmount: true,
        numerator: { sum: column.key, of: key },
      })),
    ...[...table.parents].flatMap(([parent, { columns: references }]) => {
      const found = tables.get(parent)!;
      const isCounted = references.length === 1 && found.isMain;
      return isCounted ? entityMetrics(key, references[0]!, isPerson(found.surveyed.name), keys) : [];
    }),
  ];
}

/** The entities that a column refers to: those with a row; for people, those with a first one. */
function entityMetrics(table: string, column: string, isOfPeople: boolean, keys: FreeKeys): readonly ProposedMetric[] {
  const name = referredName(column);
  const [label, entity] = [labelOf(table), labelOf(name).toLowerCase()];
  const own = { group: table, isAmount: false, grain: 'day' } as const;
  const distinct: ProposedMetric = {
    ...own,
    key: keys.take(`${table}_distinct_${name}`),
    label: `${label}: distinct ${entity}`,
    description: `Different values of ${column} among the rows of ${table}.`,
    numerator: { count_distinct: column, of: table },
  };
  if (!isOfPeople) return [distinct];
  const first: ProposedMetric = {
    ...own,
    key: keys.take(`${table}_first_of_${name}`),
    label: `${label}: first of a ${entity}`,
    description: `Values of ${column} with their first row of ${table}.`,
    numerator: { count_first: column, of: table },
  };
  return [distinct, first];
}

function isMoney({ key, name, type }: ProposedColumn, { primaryKey, parents }: ProposedTable): boolean {
  const isReference = primaryKey.includes(key) || [...parents.values()].some(({ columns }) => columns.includes(key));
  const words = name.replace(/([a-z0-9])([A-Z])/g, '$1_$2');
  return !isReference && COLUMN_TYPE_FACTS[type].uses.includes('number') && MONEY.test(words) && !IS_SHARE.test(words);
}
