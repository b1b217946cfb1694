import { z } from 'zod';
import type { Filter } from './filter';
import { filterGrammar } from './filter';
import { measureGrammar, type MeasureGrammar } from './measure';
import { bestOption } from './unions';

/*
 * What is sound in something that as a whole is not, so that the rules can look at it in the same run. The mistakes
 * themselves have been listed by then, so no registry is made of what is salvaged.
 */

/** A measure without the fields that are refused; null if it cannot do without them. */
export function salvageMeasure(value: unknown): MeasureGrammar | null {
  const { success, data } = measureGrammar.safeParse(value);
  if (success) return data;
  if (typeof value !== 'object' || value === null) return null;
  const option = bestOption(value, measureGrammar)?.schema;
  if (!(option instanceof z.ZodObject)) return null;
  const shape = option.shape as Record<string, z.ZodType>;
  // A key may be called as what every object of JavaScript has.
  const sound = Object.entries(value).filter(
    ([key, field]) => Object.hasOwn(shape, key) && shape[key]!.safeParse(field).success,
  );
  return (option.safeParse(Object.fromEntries(sound)).data as MeasureGrammar | undefined) ?? null;
}

/** The filters of a list, null for those that are refused; null if it is no list. */
export function salvageFilters(value: unknown): readonly (Filter | null)[] | null {
  if (value === undefined) return [];
  return Array.isArray(value) ? value.map((filter) => filterGrammar.safeParse(filter).data ?? null) : null;
}
