import type { z } from 'zod';
import type { Schema } from './schemaAt';

type Issue = z.core.$ZodIssue;

/** An option of a union, and what it objects to. */
export interface RejectedOption {
  readonly schema: Schema;
  readonly issues: readonly Issue[];
}

/**
 * Of the options of a union that all refuse a value, the one that was meant: it objects to the least, and of equals it
 * comes first. Null if none of them takes a value of this sort at all and the union has words of its own for that.
 */
export function bestOption(value: unknown, union: z.ZodUnion): RejectedOption | null {
  let best: RejectedOption | null = null;
  let least = Infinity;
  for (const schema of union.options as readonly z.ZodType[]) {
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
  // A key that is written says more of what was meant than what is missing, or is wrong within.
  if (issue.code === 'unrecognized_keys') return issue.keys.length * (issue.path.length === 0 ? 3 : 1);
  if (issue.code === 'invalid_union') {
    const least = Math.min(...issue.errors.map(weigh));
    // Of a field within, the wrong sort of value says nothing of what the whole was meant as.
    return least >= WRONG_SORT && issue.path.length > 0 ? 1 : least;
  }
  const sort = issue.code === 'invalid_type' || issue.code === 'invalid_value';
  return sort && issue.path.length === 0 ? WRONG_SORT : 1;
}
