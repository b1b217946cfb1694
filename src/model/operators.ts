import { nearestName } from './nearest';

/** The operators of conditions, as authors and callers write them (docs/meaning.md#conditions). */
export const OPERATORS = [
  'eq',
  'ne',
  'in',
  'notIn',
  'gt',
  'gte',
  'lt',
  'lte',
  'contains',
  'startsWith',
  'endsWith',
  'isNull',
] as const;
export type FilterOperator = (typeof OPERATORS)[number];

/** Operators that compare whole values. */
export const EQUALITY: readonly FilterOperator[] = ['eq', 'ne', 'in', 'notIn'];
/** Operators for values with an order. */
export const ORDER: readonly FilterOperator[] = ['gt', 'gte', 'lt', 'lte'];
/** Operators that look for a part of a text. */
export const PARTS: readonly FilterOperator[] = ['contains', 'startsWith', 'endsWith'];

/** Stands beside operators, and says how they compare texts. */
export const IGNORE_CASE = 'ignoreCase';

/** The words of other languages, in small letters and without `$`, `_`, `-` and spaces. */
const OTHERS: Readonly<Record<FilterOperator | typeof IGNORE_CASE, string>> = {
  eq: '= == === equals equal equalto is',
  ne: '!= !== <> neq not noteq notequal notequals notequalto isnot',
  in: 'oneof isoneof any anyof isin',
  notIn: 'nin noneof isnoneof',
  gt: '> greater greaterthan morethan above after over',
  gte: '>= => ge greaterorequal greaterthanorequal greaterthanorequalto atleast from min minimum',
  lt: '< less lessthan below before under',
  lte: '<= =< le lessorequal lessthanorequal lessthanorequalto atmost to max maximum upto',
  contains: 'like ilike includes include containing has regex matches search substring',
  startsWith: 'startswith beginswith startingwith prefix begins starts',
  endsWith: 'endswith endingwith suffix ends',
  isNull: 'isnull null exists empty isempty missing isnotnull notnull',
  ignoreCase: 'caseinsensitive insensitive mode nocase ci',
};

const MEANINGS: ReadonlyMap<string, string> = new Map(
  Object.entries(OTHERS).flatMap(([operator, words]) => words.split(' ').map((word) => [word, operator] as const)),
);

/** The operator that was probably meant by another word; null if none is near. */
export function meantOperator(word: string, known: readonly string[]): string | null {
  const bare = word.toLowerCase().replace(/[$_\s-]/g, '');
  const named = known.find((one) => one.toLowerCase() === bare) ?? MEANINGS.get(bare);
  return named !== undefined && known.includes(named) ? named : nearestName(word, known);
}
