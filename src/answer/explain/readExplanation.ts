import type { EngineRow } from '../../engine/engine';
import type { Plan } from '../../plan/plan';
import type { ExplainQuery } from '../../query/explain';
import type { ExplainLayout } from '../../sql/explain/explainSql';
import { columnsOf, peopleColumn } from '../../sql/readings/branch';
import type { Cell } from '../answer';
import { rowReader } from '../decode';
import { keyTextOf, readKey } from '../keyTexts';
import type { Columns } from './amounts';
import { parseExact, type Exact } from './exact';
import type { Explanation, ExplainingDimension } from './explanation';
import { partsOf, type ChangedGroup } from './parts';
import type { People } from './people';

interface Read {
  readonly query: ExplainQuery;
  readonly plan: Plan;
  readonly layout: ExplainLayout;
}

/** Turns the statement's rows into the explanation. */
export function readExplanation({ query, plan, layout }: Read, rows: readonly EngineRow[]): Explanation {
  const [metric] = plan.pages[0]!.metrics;
  const overall = overallOf(
    { query, plan, layout },
    rows.find(([part]) => part === '0')!,
  );
  const readings = new Map(plan.readings.map((reading) => [reading.id, reading]));
  const firstReading = 2 + plan.groupBy.length;
  const columnsIn = (row: EngineRow): Columns => {
    const found = new Map<string, Exact>();
    layout.readings.forEach((column, index) => {
      const value = row[firstReading + index]!;
      if (value !== null) found.set(column, parseExact(value));
    });
    return found;
  };
  const dimensions = plan.groupBy.map((dimension, index): ExplainingDimension => {
    if (overall.difference === null) return { dimension, surprise: 0, parts: [] };
    const keyText = keyTextOf(plan.keyForms[index]!);
    const groups = rows
      .filter(([part]) => part === String(index + 1))
      .map((row): ChangedGroup => ({ value: readKey(keyText, row[2 + index]!), columns: columnsIn(row) }));
    const few = rows.find(([part]) => part === String(-index - 1));
    const people = few === undefined ? null : peopleOf(plan, columnsIn(few));
    const difference = parseExact(overall.difference);
    return { dimension, ...partsOf({ readings, metric: metric!, difference, top: query.top, people }, groups) };
  });
  return { overall, dimensions: [...dimensions].sort((a, b) => b.surprise - a.surprise) };
}

/** The whole number, read as totals are. */
function overallOf({ query, plan, layout }: Read, row: EngineRow): Cell {
  const section = { page: 0, kind: 'summary', columns: layout.overall } as const;
  const none = plan.groupBy.map(() => null);
  const numbers = row.slice(2 + plan.groupBy.length + layout.readings.length);
  return rowReader(plan, section, 0)(['1', ...none, ...numbers]).cells[query.metric]!;
}

function peopleOf({ readings, policy }: Plan, suppressed: Columns): People {
  const counted = readings.filter(({ people }) => people);
  return {
    least: policy.smallestGroup!.size,
    columns: counted.map((reading) => ({
      contributed: columnsOf(reading).contributed,
      people: peopleColumn(reading),
    })),
    suppressed,
  };
}
