import { readFileSync } from 'node:fs';
import path from 'node:path';
import { decodeRows } from '../../src/answer/decode';
import type { Gateway } from '../../src/answer/gateway';
import { prepare, type Prepared } from '../../src/answer/prepare';
import { checkQuery } from '../../src/query/checkQuery';
import type { Statement } from '../../src/sql/statement';
import { NOW } from '../data';
import { mustEqual, numbersOf, numbersOfRows } from '../equality';
import { run } from '../experiments';
import { alone, byWeek, prepared, requestOf, THIRTEEN, WEEKLY_USERS_OF_A_YEAR, type Question } from '../questions';
import { mediansOf } from '../timing';

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
  const ours = prepared(clickhouse, question);
  const theirs = byHand(metric, question);
  const numbers = await numbersIn(clickhouse, ours, metric);
  mustEqual(`${name} and bench/sql/clickhouse`, numbers, numbersOfRows(await run(clickhouse, theirs)));
  const { statement } = ours;
  const runs = [() => run(clickhouse, statement), () => run(clickhouse, theirs), () => analyse(clickhouse, statement)];
  if (postgres !== null) {
    const there = prepared(postgres, question);
    mustEqual(`${name} on both engines`, numbers, await numbersIn(postgres, there, metric));
    runs.push(() => run(postgres, there.statement));
  }
  const [gateway, other, analysis, beside] = await mediansOf(ROUNDS, runs);
  return { name, clickhouse: gateway!, byHand: other!, analysis: analysis!, postgres: beside ?? null };
}

/** Compares all metrics in one query with one query for each, on ClickHouse. */
export async function measureTogether(engines: Engines): Promise<Measured> {
  return measureMany(engines, 'all thirteen by week', THIRTEEN, (gateway, metrics) =>
    prepared(gateway, byWeek(metrics)),
  );
}

/** The overview: twelve metrics of 30 days by day, each with the period before. */
export async function measureOverview(engines: Engines): Promise<Measured> {
  const all = THIRTEEN.filter((metric) => metric !== 'retention_week_1');
  return measureMany(engines, 'the overview, with the period before', all, (gateway, metrics) => {
    const question: Question = { ...WEEKLY_USERS_OF_A_YEAR, metrics, from: OVERVIEW_FROM };
    const request = { ...requestOf(question), compare: { previousPeriod: true } };
    return prepare(gateway, [checkQuery(gateway.registry, request, NOW)]);
  });
}

type Preparing = (gateway: Gateway, metrics: readonly string[]) => Prepared;

/** Compares one query of all metrics with one for each, and with PostgreSQL, in turn. */
async function measureMany(
  { clickhouse, postgres }: Engines,
  name: string,
  metrics: readonly string[],
  preparing: Preparing,
): Promise<Measured> {
  const all = preparing(clickhouse, metrics);
  const singles = metrics.map((metric) => preparing(clickhouse, [metric]));
  const there = postgres && preparing(postgres, metrics);
  for (const [index, metric] of metrics.entries()) {
    const numbers = await numbersIn(clickhouse, all, metric);
    mustEqual(`${metric} alone and among all`, await numbersIn(clickhouse, singles[index]!, metric), numbers);
    if (postgres && there) mustEqual(`${metric} on both engines`, numbers, await numbersIn(postgres, there, metric));
  }
  const runs = [() => run(clickhouse, all.statement), () => analyse(clickhouse, all.statement)];
  if (postgres && there) runs.push(() => run(postgres, there.statement));
  const [ours, analysis, ...rest] = await mediansOf(ROUNDS, [
    ...runs,
    ...singles.map(
      ({ statement }) =>
        () =>
          run(clickhouse, statement),
    ),
  ]);
  const others = rest.slice(there ? 1 : 0);
  return {
    name,
    clickhouse: ours!,
    analysis: analysis!,
    byHand: others.reduce((sum, one) => sum + one, 0),
    postgres: there ? rest[0]! : null,
  };
}

async function numbersIn(gateway: Gateway, { plan, layout, statement }: Prepared, metric: string) {
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
