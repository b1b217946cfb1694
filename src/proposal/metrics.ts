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
    ...[...table.parents].flatMap(
      ([
        parent,
        {
          columns: [column, ...more],
        },
      ]): ProposedMetric[] => {
        const found = tables.get(parent)!;
        if (column === undefined || more.length > 0 || !found.isMain) return [];
        const entity = labelOf(referredName(column)).toLowerCase();
        const description = `Different values of ${column} among the rows of ${key}.`;
        const distinct: ProposedMetric = {
          ...own,
          grain: 'day',
          key: keys.take(`${key}_distinct_${referredName(column)}`),
          label: `${label}: distinct ${entity}`,
          description,
          numerator: { count_distinct: column, of: key },
        };
        if (!isPerson(found.surveyed.name)) return [distinct];
        const first: ProposedMetric = {
          ...own,
          grain: 'day',
          key: keys.take(`${key}_first_of_${referredName(column)}`),
          label: `${label}: first of a ${entity}`,
          description: `Values of ${column} with their first row of ${key}.`,
          numerator: { count_first: column, of: key },
        };
        return [distinct, first];
      },
    ),
  ];
}

function isMoney({ key, name, type }: ProposedColumn, { primaryKey, parents }: ProposedTable): boolean {
  const isReference = primaryKey.includes(key) || [...parents.values()].some(({ columns }) => columns.includes(key));
  const words = name.replace(/([a-z0-9])([A-Z])/g, '$1_$2');
  return !isReference && COLUMN_TYPE_FACTS[type].uses.includes('number') && MONEY.test(words) && !IS_SHARE.test(words);
}
