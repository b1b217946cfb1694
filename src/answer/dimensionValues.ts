import type { ValuesQuery } from '../query/valuesQuery';
import { compile } from '../sql/fragment';
import { valuesSql } from '../sql/valuesSql';
import type { Gateway } from './gateway';

/** The values of a dimension; null is the one of rows without. Errors: those of the engine. */
export async function dimensionValues({ registry, engine }: Gateway, query: ValuesQuery): Promise<(string | null)[]> {
  const rows = await engine.run(compile(valuesSql(registry, query)), registry.limits.timeoutMs);
  return rows.map(([value]) => value ?? null);
}
