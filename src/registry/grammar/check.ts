import { z } from 'zod';
import { nearestName } from '../../model/nearest';
import { IGNORE_CASE, meantOperator } from '../../model/operators';
import { oneOf, type ProblemList } from '../problems';
import type { Spot } from '../yaml/spot';
import { formsWith, measureGrammar, VERBS } from './measure';
import { schemaAt, unionOn, type Schema } from './schemaAt';
import { bestOption } from './unions';

type Issue = z.core.$ZodIssue;

/** The value at a spot if the grammar accepts it; otherwise null, and its problems are listed. */
export function check<T>(spot: Spot, schema: z.ZodType<T>, problems: ProblemList): T | null {
  const result = schema.safeParse(spot.value);
  if (result.success) return result.data;
  reportAll(result.error.issues, spot, schema, problems);
  return null;
}

/**
 * The fields of a mapping that the grammar accepts. Each field is checked on its own: a missing
 * label must not hide a misspelt column.
 */
export function checkFields<S extends z.ZodObject>(spot: Spot, schema: S, problems: ProblemList): Partial<z.output<S>> {
  const shape = schema.shape as Record<string, z.ZodType>;
  const fields: Record<string, unknown> = {};
  if (!spot.isMapping) {
    problems.add(spot, found(spot.value), mappingOf(schema));
    return {};
  }
  for (const key of spot.keys.filter((key) => !Object.hasOwn(shape, key))) {
    reportUnknownKey(key, spot, Object.keys(shape), problems);
  }
  for (const [key, field] of Object.entries(shape)) {
    const value = check(spot.at(key), field, problems);
    if (value !== null) fields[key] = value;
  }
  return fields as Partial<z.output<S>>;
}

function reportAll(issues: readonly Issue[], base: Spot, schema: Schema, problems: ProblemList): void {
  const unions = new Set<string>();
  for (const issue of issues) {
    const depth = issue.code === 'invalid_key' ? null : unionOn(schema, issue.path);
    const spot = issue.path.slice(0, depth ?? undefined).reduce<Spot>((at, key) => at.at(key as string | number), base);
    const within = schemaAt(schema, issue.path.slice(0, depth ?? undefined));
    if (depth === null) report(issue, spot, within, problems);
    // The issues that zod reports for a union may come from any option. Find the meant one once.
    else if (!unions.has(spot.path)) reportUnion(spot, within as z.ZodUnion, problems);
    if (depth !== null) unions.add(spot.path);
  }
}

function report(issue: Issue, spot: Spot, schema: Schema, problems: ProblemList): void {
  if (issue.code === 'unrecognized_keys') {
    const known = schema instanceof z.ZodObject ? Object.keys(schema.shape as object) : [];
    // A mapping of operators, in which other languages have other words.
    const reportUnknown = known.includes(IGNORE_CASE) ? reportUnknownOperator : reportUnknownKey;
    for (const key of issue.keys) reportUnknown(key, spot, known, problems);
  } else if (issue.code === 'invalid_key') {
    problems.add(spot, `"${String(issue.path.at(-1))}" is not a valid name`, issue.issues[0]?.message ?? 'a name');
  } else if (issue.code === 'invalid_value' && issue.values.every((value) => typeof value === 'string')) {
    problems.add(spot, found(spot.value), oneOf(issue.values), nearestName(spot.written ?? '', issue.values));
  } else {
    problems.add(spot, found(spot.value), expectation(issue, schema, spot));
  }
}

function reportUnion(spot: Spot, union: z.ZodUnion, problems: ProblemList): void {
  let options = union.options as readonly z.ZodType[];
  if (union === measureGrammar && spot.isMapping) {
    const verbs = spot.keys.filter((key) => VERBS.includes(key));
    const wrong = verbs.length === 0 ? 'does not say what to measure' : `measures ${verbs.join(' and ')} at once`;
    const meant =
      verbs.length === 0 ? (spot.keys.map((key) => nearestName(key, VERBS)).find((verb) => verb) ?? null) : null;
    const [verb] = verbs;
    if (verb === undefined || verbs.length > 1) return problems.add(spot, wrong, oneOf(VERBS), meant);
    // The verb says which measure is meant, whatever its other fields look like.
    options = formsWith(verb);
  }
  const best = bestOption(spot.value, union, options);
  if (best) reportAll(best.issues, spot, best.schema, problems);
  else problems.add(spot, found(spot.value), union.safeParse(spot.value).error?.issues[0]?.message ?? '');
}

function reportUnknownKey(key: string, spot: Spot, known: readonly string[], problems: ProblemList): void {
  problems.add(spot.at(key), `there is no field "${key}" here`, oneOf(known), nearestName(key, known));
}

function reportUnknownOperator(key: string, spot: Spot, known: readonly string[], problems: ProblemList): void {
  problems.add(spot.at(key), `there is no operator "${key}"`, oneOf(known), meantOperator(key, known));
}

/** The grammar's own message; mappings and lists have none, so this names their content. */
function expectation(issue: Issue, schema: Schema, spot: Spot): string {
  const unsaid = issue.message.startsWith('Invalid input');
  if (unsaid && schema instanceof z.ZodObject) return mappingOf(schema);
  if (unsaid) return schema instanceof z.ZodArray ? 'a list' : 'a mapping';
  const unquoted = issue.code === 'invalid_type' && issue.expected === 'string' && typeof spot.value !== 'object';
  return unquoted && spot.written !== null ? `${issue.message}; with quotes: '${spot.written}'` : issue.message;
}

function mappingOf(schema: z.ZodObject): string {
  return `a mapping of ${Object.keys(schema.shape as object).join(', ')}`;
}

/** Describes a value in words that an author of YAML knows. */
function found(value: unknown): string {
  if (value === undefined) return 'is missing';
  if (value === null) return 'is empty';
  if (Array.isArray(value)) return value.length === 0 ? 'is an empty list' : 'is a list';
  if (typeof value === 'object') return 'is a mapping';
  // JSON cannot write numbers that floating point cannot hold, such as infinity.
  return `is ${typeof value === 'number' ? value : JSON.stringify(value)}`;
}
