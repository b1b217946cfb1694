import { z } from 'zod';

export type Schema = z.core.$ZodType;

/** The schema of the value at `path` below `schema`. */
export function schemaAt(schema: Schema, path: readonly PropertyKey[]): Schema {
  return path.reduce<Schema>(step, bare(schema));
}

/**
 * Number of steps along `path` to the first union; null if there is none. Beyond a union, the
 * schema depends on the value.
 */
export function unionOn(schema: Schema, path: readonly PropertyKey[]): number | null {
  let here = bare(schema);
  for (let depth = 0; depth <= path.length; depth++) {
    if (here instanceof z.ZodUnion) return depth;
    if (depth < path.length) here = step(here, path[depth]!);
  }
  return null;
}

function step(schema: Schema, key: PropertyKey): Schema {
  if (schema instanceof z.ZodRecord) return bare(schema.valueType);
  if (schema instanceof z.ZodArray) return bare(schema.element);
  if (!(schema instanceof z.ZodObject)) return schema;
  const shape = schema.shape as Record<string, Schema>;
  return bare(shape[String(key)] ?? schema.def.catchall ?? schema);
}

function bare(schema: Schema): Schema {
  return schema instanceof z.ZodOptional ? bare(schema.unwrap()) : schema;
}
