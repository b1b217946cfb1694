import type { z } from 'zod';
import type { Schema } from './schemaAt';

type Issue = z.core.$ZodIssue;

/** An option of a union, and its issues with a value. */
export interface RejectedOption {
  readonly schema: Schema;
  readonly issues: readonly Issue[];
}

/**
 * The option that the author probably meant, if all options of a union reject a value. It has the
 * fewest issues; among equals the first one wins. Null if no option accepts a value of this type at
 * all and the union has its own message for that. `options` are those that may be meant.
 */
export function bestOption(
  value: unknown,
  union: z.ZodUnion,
  options: readonly z.ZodType[] = union.options as readonly z.ZodType[],
): RejectedOption | null {
  let best: RejectedOption | null = null;
  let least = Infinity;
  for (const schema of options) {
    const issues = schema.safeParse(value).error?.issues ?? [];
    const objections = weigh(issues);
    if (objections < least) [best, least] = [{ schema, issues }, objections];
  }
  return least >= WRONG_SORT && union.def.error ? null : best;
}

const WRONG_SORT = 1000;

function weigh(issues: readonly Issue[]): number {
  return issues.reduce((sum, issue) => sum + weight(issue), 0);
}

function weight(issue: Issue): number {
  // A present key shows more of the intent than a missing key, or than a mistake inside a value.
  if (issue.code === 'unrecognized_keys') return issue.keys.length * (issue.path.length === 0 ? 3 : 1);
  if (issue.code === 'invalid_union') {
    const least = Math.min(...issue.errors.map(weigh));
    // A wrong type inside a field shows nothing about the intent of the whole.
    return least >= WRONG_SORT && issue.path.length > 0 ? 1 : least;
  }
  const sort = issue.code === 'invalid_type' || issue.code === 'invalid_value';
  return sort && issue.path.length === 0 ? WRONG_SORT : 1;
}
