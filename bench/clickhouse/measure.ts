import { readFileSync } from 'node:fs';
import path from 'node:path';
import { decodeRows } from '../../src/answer/decode';
import type { Gateway } from '../../src/answer/gateway';
import { prepare } from '../../src/answer/prepare';
import { checkQuery } from '../../src/query/checkQuery';
import type { Statement } from '../../src/sql/statement';
import { NOW } from '../data';
import { mustEqual, numbersOf, numbersOfRows } from '../equality';
import { run } from '../experiments';
import { alone, byWeek, prepared, requestOf, THIRTEEN, WEEKLY_USERS_OF_A_YEAR, type Question } from '../questions';
import { medians, mediansOf } from '../timing';

/** The two engines, with the same rows. PostgreSQL is null if it has fewer rows. */
export interface Engines {
  readonly clickhouse: Gateway;
  readonly postgres: Gateway | null;
}

/** The times of one question, in milliseconds. */
export interface Measured {
  readonly name: string;
  readonly clickhouse: number;
  readonly byHand: number;
  readonly postgres: number | null;
  /** The time in which ClickHouse only analyses the gateway's statement, which it does not run. */
  readonly analysis: number;
}

const ROUNDS = 7;
/** Days of the dashboard `schema/dashboards/overview.yaml`. */
const OVERVIEW_FROM = '2026-05-30';

/** Compares one metric with the hand-written SQL, and with PostgreSQL, in turn. */
export async function measureAlone(engines: Engines, metric: string): Promise<Measured> {
  return measureByHand(engines, metric, alone(metric));
}

export async function measureYear(engines: Engines): Promise<Measured> {
  return measureByHand(engines, 'active_users_weekly, 365 days', WEEKLY_USERS_OF_A_YEAR);
}

async function measureByHand(engines: Engines, name: string, question: Question): Promise<Measured> {
  const { clickhouse, postgres } = engines;
  const [metric] = question.metrics as [string];
  const ours = prepared(clickhouse, question).statement;
  const theirs = byHand(metric, question);
  const numbers = await numbersIn(clickhouse, question, metric);
  mustEqual(`${name} and bench/sql/clickhouse`, numbers, numbersOfRows(await run(clickhouse, theirs)));
  const runs = [() => run(clickhouse, ours), () => run(clickhouse, theirs), () => analyse(clickhouse, ours)];
  if (postgres !== null) {
    mustEqual(`${name} on both engines`, numbers, await numbersIn(postgres, question, metric));
    const { statement } = prepared(postgres, question);
    runs.push(() => run(postgres, statement));
  }
  const [gateway, other, analysis, beside] = await mediansOf(ROUNDS, runs);
  return { name, clickhouse: gateway!, byHand: other!, analysis: analysis!, postgres: beside ?? null };
}

/** Compares all metrics in one query with one query for each, on ClickHouse. */
export async function measureTogether({ clickhouse, postgres }: Engines): Promise<Measured> {
  const question = byWeek(THIRTEEN);
  const all = prepared(clickhouse, question).statement;
  const singles = THIRTEEN.map((metric) => prepared(clickhouse, byWeek([metric])).statement);
  for (const metric of THIRTEEN) {
    const together = await numbersIn(clickhouse, question, metric);
    mustEqual(`${metric} alone and among all`, await numbersIn(clickhouse, byWeek([metric]), metric), together);
    if (postgres !== null)
      mustEqual(`${metric} on both engines`, together, await numbersIn(postgres, question, metric));
  }
  const runs = [all, ...singles].map((statement) => () => run(clickhouse, statement));
  const [ours, ...others] = await mediansOf(ROUNDS, runs);
  return {
    name: 'all thirteen by week',
    clickhouse: ours!,
    byHand: others.reduce((sum, one) => sum + one, 0),
    ...(await analysisAnd(clickhouse, all, postgres, postgres && prepared(postgres, question).statement)),
  };
}

/** The overview: twelve metrics of 30 days by day, each with the period before. */
export async function measureOverview({ clickhouse, postgres }: Engines): Promise<Measured> {
  const metrics = THIRTEEN.filter((metric) => metric !== 'retention_week_1');
  const question: Question = { ...WEEKLY_USERS_OF_A_YEAR, metrics, from: OVERVIEW_FROM };
  const request = (gateway: Gateway, one: readonly string[]) => {
    const asked = { ...requestOf({ ...question, metrics: one }), compare: { previousPeriod: true } };
    return prepare(gateway, [checkQuery(gateway.registry, asked, NOW)]).statement;
  };
  const all = request(clickhouse, metrics);
  const singles = metrics.map((metric) => request(clickhouse, [metric]));
  const [ours, ...others] = await mediansOf(
    ROUNDS,
    [all, ...singles].map((statement) => () => run(clickhouse, statement)),
  );
  return {
    name: 'the overview, with the period before',
    clickhouse: ours!,
    byHand: others.reduce((sum, one) => sum + one, 0),
    ...(await analysisAnd(clickhouse, all, postgres, postgres && request(postgres, metrics))),
  };
}

async function analysisAnd(clickhouse: Gateway, ours: Statement, postgres: Gateway | null, theirs: Statement | null) {
  const [analysis] = await medians(() => analyse(clickhouse, ours));
  if (postgres === null || theirs === null) return { analysis: analysis!, postgres: null };
  const [beside] = await medians(() => run(postgres, theirs));
  return { analysis: analysis!, postgres: beside! };
}

async function numbersIn(gateway: Gateway, question: Question, metric: string) {
  const { plan, layout, statement } = prepared(gateway, question);
  const [page] = decodeRows(plan, layout, await run(gateway, statement));
  return numbersOf(page!, metric);
}

function analyse(gateway: Gateway, { text, parameters }: Statement) {
  return run(gateway, { text: `explain plan ${text}`, parameters });
}

/** The statement of `bench/sql/clickhouse/<metric>.sql`, whose p1 and p2 are the bounds. */
export function byHand(metric: string, { from, to }: Question): Statement {
  const file = path.join(__dirname, '../sql/clickhouse', `${metric}.sql`);
  return { text: readFileSync(file, 'utf8'), parameters: [from, to] };
}
