import type { Engine } from '../engine/engine';
import { GatewayError } from '../errors';
import { running, type RunningStep } from '../steps';
import type { Plan } from '../plan/plan';
import type { MetricQuery } from '../query/query';
import type { Statement } from '../sql/statement';
import { scansInWords } from './prepare';

/** A statement to run, and what it is for. */
interface Traced {
  readonly queries: readonly { readonly page: Pick<MetricQuery['page'], 'metrics'> }[];
  readonly statement: Statement;
  readonly plan: Pick<Plan, 'scans'>;
}

/**
 * Runs a statement and publishes a step for observers when it has ended. A streamed statement ends
 * when its rows are counted.
 */
export function runTraced<Result>(
  engine: Engine,
  { queries, statement, plan }: Traced,
  run: () => Promise<Result>,
  rowsOf: (result: Result) => number,
): Promise<Result> {
  const metrics = [...new Set(queries.flatMap(({ page }) => page.metrics))];
  const step: RunningStep = { metrics, engine: engine.name, sql: statement.text, scans: () => scansInWords(plan) };
  const started = performance.now();
  return running.tracePromise(async () => {
    try {
      const result = await run();
      step.rows = rowsOf(result);
      return result;
    } catch (error) {
      step.code = error instanceof GatewayError ? error.code : 'INTERNAL';
      throw error;
    } finally {
      step.ms = performance.now() - started;
    }
  }, step);
}
