import type { Registry } from '../../../src/model/registry';

/** Whether two tables may have a row in common: docs/meaning.md#funnel. */
export function shareRows(registry: Registry, a: string, b: string): boolean {
  const [ofA, ofB] = [originsOf(registry, a), originsOf(registry, b)];
  if (ofA.includes('any') || ofB.includes('any')) return true;
  return ofA.some((one) => ofB.some((other) => isSame(one, other)));
}

type Origin = 'any' | { readonly schema: string | null; readonly name: string };

/** The relations that a table's rows come from. */
function originsOf(registry: Registry, key: string): Origin[] {
  const { source } = registry.tables.get(key)!;
  if (source.kind === 'sql') return ['any'];
  if (source.kind === 'relation') return [{ schema: source.schema, name: source.name }];
  const made = source.kind === 'union' ? source.of : [source.of];
  return made.flatMap((one) => originsOf(registry, one));
}

/** Without a schema, a name may be that of any schema. */
function isSame(one: Origin, other: Origin): boolean {
  if (one === 'any' || other === 'any') return true;
  if (one.name !== other.name) return false;
  return one.schema === null || other.schema === null || one.schema === other.schema;
}
