import type { Gateway } from '../src/answer/gateway';
import { decodeRows, type DecodedPage } from '../src/answer/decode';
import type { Prepared } from '../src/answer/prepare';
import { forItself } from '../src/engine/asker';
import type { Statement } from '../src/sql/statement';
import { mustEqual, numbersOf, numbersOfRows } from './equality';
import type { IndexSet } from './options';
import {
  alone,
  byWeek,
  handWritten,
  OF_OVERVIEW,
  overview,
  prepared,
  THIRTEEN,
  WEEKLY_USERS_OF_A_YEAR,
  type Question,
} from './questions';
import { medians, mediansOf, milliseconds } from './timing';

/** The times of two statements, in milliseconds. */
export interface Comparison {
  readonly name: string;
  readonly gateway: number;
  readonly other: number;
  /** The gateway's own time: planning and compiling before the statement, decoding after it. */
  readonly overhead: number;
}

const PATIENCE_MS = 600_000;

/**
 * This compares one statement with a sum of thirteen medians, which evens out disturbances. The
 * median of five rounds of the one statement would not.
 */
const ROUNDS_TOGETHER = 15;

/** Compares one metric with the hand-written SQL for it. */
export async function compareAlone(gateway: Gateway, metric: string, indexes: IndexSet): Promise<Comparison> {
  return compare(gateway, metric, alone(metric), handWritten(metric, alone(metric), indexes));
}

/**
 * Compares the rolling window over a year with a range join. The range join runs once, because it
 * takes long enough.
 */
export async function compareYear(gateway: Gateway, file: string): Promise<Comparison> {
  const question = WEEKLY_USERS_OF_A_YEAR;
  const compiled = prepared(gateway, question);
  const theirs = handWritten(file, question);
  const [ours] = await medians(() => run(gateway, compiled.statement));
  let rows = numbersOfRows([]);
  const other = await milliseconds(async () => (rows = numbersOfRows(await run(gateway, theirs))));
  mustEqual(`The gateway and ${file}.sql`, numbersOf(await answer(gateway, compiled), 'active_users_weekly'), rows);
  return { name: file, gateway: ours!, other, overhead: await overheadOf(gateway, question) };
}

/** Compares one query of all metrics by week with one query for each of them. */
export async function compareTogether(gateway: Gateway): Promise<Comparison> {
  return compareMany(gateway, 'all thirteen by week', THIRTEEN, byWeek);
}

/** Compares the query of the overview dashboard with one query for each of its metrics. */
export async function compareOverview(gateway: Gateway): Promise<Comparison> {
  return compareMany(gateway, 'the overview, with the period before', OF_OVERVIEW, overview);
}

async function compareMany(
  gateway: Gateway,
  name: string,
  metrics: readonly string[],
  questionOf: (metrics: readonly string[]) => Question,
): Promise<Comparison> {
  const question = questionOf(metrics);
  const all = prepared(gateway, question);
  const singles = metrics.map((metric) => prepared(gateway, questionOf([metric])));
  const together = await answer(gateway, all);
  for (const [index, metric] of metrics.entries()) {
    const single = await answer(gateway, singles[index]!);
    mustEqual(`${metric} alone and among all`, numbersOf(single, metric), numbersOf(together, metric));
  }
  const [ours, ...others] = await mediansOf(
    ROUNDS_TOGETHER,
    [all, ...singles].map(
      ({ statement }) =>
        () =>
          run(gateway, statement),
    ),
  );
  const other = others.reduce((sum, one) => sum + one, 0);
  return { name, gateway: ours!, other, overhead: await overheadOf(gateway, question) };
}

async function compare(gateway: Gateway, name: string, question: Question, theirs: Statement): Promise<Comparison> {
  const compiled = prepared(gateway, question);
  const rows = numbersOfRows(await run(gateway, theirs));
  mustEqual(`The gateway and ${name}.sql`, numbersOf(await answer(gateway, compiled), question.metrics[0]!), rows);
  const [ours, other] = await medians(
    () => run(gateway, compiled.statement),
    () => run(gateway, theirs),
  );
  return { name, gateway: ours!, other: other!, overhead: await overheadOf(gateway, question) };
}

async function overheadOf(gateway: Gateway, question: Question): Promise<number> {
  const { plan, layout, statement } = prepared(gateway, question);
  const rows = await run(gateway, statement);
  const [before, after] = await medians(
    async () => prepared(gateway, question),
    async () => decodeRows(plan, layout, rows),
  );
  return before! + after!;
}

async function answer(gateway: Gateway, { plan, layout, statement }: Prepared): Promise<DecodedPage> {
  const [page] = decodeRows(plan, layout, await run(gateway, statement));
  return page!;
}

export function run({ engine }: Gateway, statement: Statement) {
  return engine.run(statement, forItself(PATIENCE_MS));
}
