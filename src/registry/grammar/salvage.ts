import { z } from 'zod';
import type { Filter } from './filter';
import { filterGrammar } from './filter';
import { measureGrammar, type MeasureGrammar } from './measure';
import { bestOption } from './unions';

/*
 * Keeps the valid parts of an invalid value, so that the rules can check them in the same run. The
 * mistakes are already listed by then, so the loader never builds a registry from salvaged parts.
 */

/** A measure without its invalid fields; null if one of them is required. */
export function salvageMeasure(value: unknown): MeasureGrammar | null {
  const { success, data } = measureGrammar.safeParse(value);
  if (success) return data;
  if (typeof value !== 'object' || value === null) return null;
  const option = bestOption(value, measureGrammar)?.schema;
  if (!(option instanceof z.ZodObject)) return null;
  const shape = option.shape as Record<string, z.ZodType>;
  // A key may be named like a property that every JavaScript object has.
  const sound = Object.entries(value).filter(
    ([key, field]) => Object.hasOwn(shape, key) && shape[key]!.safeParse(field).success,
  );
  return (option.safeParse(Object.fromEntries(sound)).data as MeasureGrammar | undefined) ?? null;
}

/** The filters of a list, with null for each invalid one; null if the value is not a list. */
export function salvageFilters(value: unknown): readonly (Filter | string | null)[] | null {
  if (value === undefined) return [];
  return Array.isArray(value) ? value.map((filter) => filterGrammar.safeParse(filter).data ?? null) : null;
}
