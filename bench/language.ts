import type { Gateway } from '../src/answer/gateway';
import { answerAll } from '../src/answer/batch/byStatement';
import { prepare } from '../src/answer/prepare';
import { forItself } from '../src/engine/asker';
import { checkQuery } from '../src/query/checkQuery';
import type { MetricQuery } from '../src/query/query';
import type { MetricRequest } from '../src/query/request';
import { httpServer } from '../src/server/http/http';
import { servedFrom } from '../src/server/http/serving';
import { Swappable } from '../src/server/http/swappable';
import { NOW } from './data';
import { run, type Comparison } from './experiments';
import { byWeek, requestOf, THIRTEEN, alone, type Question } from './questions';
import { medians } from './timing';

/**
 * This file measures the cost of the query language: each function compares a query with a plain
 * one.
 */

/** Adds the period before to every number. */
export async function compareComparisons(gateway: Gateway): Promise<Comparison[]> {
  const questions: [string, Question][] = THIRTEEN.map((metric) => [metric, alone(metric)]);
  questions.push(['all thirteen by week', byWeek(THIRTEEN)]);
  const compared: Comparison[] = [];
  for (const [name, question] of questions) {
    compared.push(await against(gateway, name, question, { compare: { previousPeriod: true } }));
  }
  return compared;
}

/** Adds totals and the number of rows. */
export async function compareTotals(gateway: Gateway): Promise<Comparison[]> {
  const question = { ...byWeek(THIRTEEN), groupBy: ['utm_source'] };
  return [
    await against(gateway, 'all thirteen by week', byWeek(THIRTEEN), { totals: true, rowCount: true }),
    await against(gateway, 'all thirteen by week and channel', question, { totals: true, rowCount: true }),
  ];
}

/**
 * Compares ten fields of one request, which differ only in what they show, with the largest of
 * them.
 */
export async function compareMerged(gateway: Gateway): Promise<Comparison> {
  const widest = queryOf(gateway, byWeek(THIRTEEN));
  const others = THIRTEEN.slice(0, 9).map((metric, index) =>
    queryOf(gateway, byWeek([metric]), { limit: 1 + index, orderBy: [{ key: metric, direction: 'desc' }] }),
  );
  const [ours, other] = await medians(
    () => answerAll(gateway, [widest, ...others], forItself(gateway.registry.limits.timeoutMs)),
    () => answerAll(gateway, [widest], forItself(gateway.registry.limits.timeoutMs)),
  );
  return { name: 'ten fields', gateway: ours!, other: other!, overhead: 0 };
}

/** Measures ten thousand rows of four numbers through GraphQL, and their statement alone. */
export async function measureRows(gateway: Gateway): Promise<{ whole: number; statement: number; rows: number }> {
  const request = { groupBy: ['user_id'], limit: 10_000, fill: false };
  const metrics = ['total_generations', 'tokens_consumed', 'tasks', 'failed_tasks'];
  const question: Question = { ...byWeek(metrics), grain: 'day' };
  const { from, to } = question;
  const report = (_: string, error: unknown) => {
    throw error;
  };
  const server = await httpServer(new Swappable(await servedFrom(gateway, report)), report);
  const query = `{
    metrics(range: { from: "${from}", to: "${to}" }, grain: DAY, groupBy: [user_id], fill: false, limit: 10000, asOf: "${new Date(NOW).toISOString()}") {
      rows { time { start } by { user_id } values { ${metrics.join(' ')} } }
    }
  }`;
  const ask = () => server.inject({ method: 'POST', url: '/graphql', payload: { query } });
  const answer = (await ask()).json<{ data: { metrics: { rows: unknown[] } } }>();
  const { statement } = prepare(gateway, [queryOf(gateway, question, request)]);
  const [whole, alone] = await medians(ask, () => run(gateway, statement));
  await server.close();
  return { whole: whole!, statement: alone!, rows: answer.data.metrics.rows.length };
}

function queryOf(gateway: Gateway, question: Question, more: Partial<MetricRequest> = {}): MetricQuery {
  return checkQuery(gateway.registry, { ...requestOf(question), ...more }, NOW);
}

async function against(
  gateway: Gateway,
  name: string,
  question: Question,
  more: Partial<MetricRequest>,
): Promise<Comparison> {
  const compiled = prepare(gateway, [queryOf(gateway, question, more)]);
  const plain = prepare(gateway, [queryOf(gateway, question)]);
  const [ours, other] = await medians(
    () => run(gateway, compiled.statement),
    () => run(gateway, plain.statement),
  );
  const [overhead] = await medians(async () => prepare(gateway, [queryOf(gateway, question, more)]));
  return { name, gateway: ours!, other: other!, overhead: overhead! };
}
