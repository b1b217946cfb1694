import type { Gateway } from '../src/answer/gateway';
import type { Statement } from '../src/sql/statement';
import { run } from './experiments';
import { alone, handWritten, prepared } from './questions';

/**
 * Returns PostgreSQL's plans for a metric, of the gateway's SQL and of the hand-written SQL. Each
 * is from a second run.
 */
export async function explain(gateway: Gateway, metric: string): Promise<string> {
  const question = alone(metric);
  const ours = prepared(gateway, question);
  const theirs = handWritten(metric, question);
  return [
    ['THE GATEWAY', ours.statement.text, await planOf(gateway, ours.statement)],
    ['BY HAND', theirs.text, await planOf(gateway, theirs)],
  ]
    .map(([title, text, plan]) => `${title}\n\n${text}\n\n${plan}\n`)
    .join('\n');
}

async function planOf(gateway: Gateway, { text, parameters }: Statement): Promise<string> {
  await run(gateway, { text, parameters });
  const rows = await run(gateway, { text: `explain (analyze, buffers) ${text}`, parameters });
  return rows.map(([line]) => line).join('\n');
}
