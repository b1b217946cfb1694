import type { Asker } from '../engine/asker';
import type { ValuesQuery } from '../query/valuesQuery';
import { resolveRegistry } from '../sql/resolvedRegistry';
import { compile } from '../sql/compile';
import { valuesSql } from '../sql/valuesSql';
import type { Gateway } from './gateway';

/**
 * The values of a dimension as of now; null is the one of rows without. Errors: those of the
 * engine.
 */
export async function dimensionValues(
  { registry, engine }: Gateway,
  query: ValuesQuery,
  asker: Asker,
): Promise<(string | null)[]> {
  const resolved = resolveRegistry(registry, { timeZone: registry.timeZone, asOf: Date.now(), policy: query.policy });
  const rows = await engine.run(compile(valuesSql(resolved, query), engine.dialect), asker);
  return rows.map(([value]) => value ?? null);
}
