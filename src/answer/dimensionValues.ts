import type { Asker } from '../engine/asker';
import type { ValuesQuery } from '../query/valuesQuery';
import { resolveRegistry } from '../sql/resolvedRegistry';
import { compile } from '../sql/compile';
import { valuesSql } from '../sql/valuesSql';
import { keyTextOf, readKey } from './keyTexts';
import type { Gateway } from './gateway';

/**
 * The values of a dimension as of now; null for rows without a value. Errors: those of the engine.
 */
export async function dimensionValues(
  { registry, engine }: Gateway,
  query: ValuesQuery,
  asker: Asker,
): Promise<(string | null)[]> {
  const resolved = resolveRegistry(registry, { timeZone: registry.timeZone, asOf: Date.now(), policy: query.policy });
  const rows = await engine.run(compile(valuesSql(resolved, query), engine.dialect), asker);
  const read = keyTextOf(query.dimension.form);
  return rows.map(([value]) => readKey(read, value ?? null));
}
