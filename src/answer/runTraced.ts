import type { Engine } from '../engine/engine';
import { GatewayError } from '../errors';
import { running, type RunningStep } from '../steps';
import { scansInWords, type Prepared } from './prepare';

/**
 * Runs a statement, and tells whoever watches of it when it has ended: of one whose rows are read
 * later, when they are counted.
 */
export function runTraced<Result>(
  engine: Engine,
  { queries, statement, plan }: Prepared,
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
