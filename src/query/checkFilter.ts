import { GatewayError } from '../errors';
import type { DimensionType } from '../model/dimensionForm';
import type { DimensionTest } from '../model/condition';
import { EQUALITY, IGNORE_CASE, meantOperator, ORDER, PARTS, type FilterOperator } from '../model/operators';
import type { Dimension, Registry } from '../model/registry';
import { listOf, readConditions, refuse, truthOf, type ReadCondition, type FieldReader } from './conditions';
import { textOf, valueReader } from './filterValues';
import { unknownName } from './unknownName';
import type { DimensionFilter } from './query';

/**
 * Reads a filter over dimensions as doors receive it. Errors: BAD_FILTER for an explicit null, a
 * value that no row can have, or a condition that the dimension does not have; UNKNOWN_NAME.
 */
export function checkFilter(registry: Registry, where: unknown): DimensionFilter {
  return readConditions(where, 'where', (key) => {
    const dimension = registry.dimensions.get(key);
    if (dimension === undefined) throw unknownName('dimension', key, registry.dimensions.keys());
    return readerOf(registry, dimension);
  });
}

const WORDS: readonly string[] = [...EQUALITY, ...PARTS, 'isNull', IGNORE_CASE];
const NUMBERS: readonly string[] = [...EQUALITY, ...ORDER, 'isNull'];

function readerOf(registry: Registry, dimension: Dimension): FieldReader<DimensionTest> {
  return (operands) => conditionReader(registry, dimension, operands.get(IGNORE_CASE) === true);
}

function conditionReader(registry: Registry, dimension: Dimension, ignoresCase: boolean): ReadCondition<DimensionTest> {
  const { key, form } = dimension;
  const valueOf = valueReader(registry, dimension);
  const anyCase = ignoresCase ? { ignoreCase: true as const } : {};
  const oneOf = (values: readonly string[]): DimensionTest => ({ kind: 'in', dimension: key, values, ...anyCase });
  const one = (value: unknown, at: string) => oneOf([valueOf(value, at)]);
  const many = (value: unknown, at: string) =>
    oneOf(listOf(value, at).map((item, index) => valueOf(item, `${at}[${index}]`)));
  const part =
    (kind: 'contains' | 'startsWith' | 'endsWith') =>
    (value: unknown, at: string): DimensionTest => ({ kind, dimension: key, text: textOf(value, at), ...anyCase });
  const compared =
    (kind: 'gt' | 'gte' | 'lt' | 'lte') =>
    (value: unknown, at: string): DimensionTest => ({ kind, dimension: key, value: valueOf(value, at) });
  const readers: { readonly [O in FilterOperator]: (value: unknown, at: string) => DimensionFilter } = {
    eq: one,
    ne: (value, at) => ({ kind: 'not', of: one(value, at) }),
    in: many,
    notIn: (value, at) => ({ kind: 'not', of: many(value, at) }),
    gt: compared('gt'),
    gte: compared('gte'),
    lt: compared('lt'),
    lte: compared('lte'),
    contains: part('contains'),
    startsWith: part('startsWith'),
    endsWith: part('endsWith'),
    isNull: (value, at) => {
      const isNull: DimensionTest = { kind: 'null', dimension: key };
      return truthOf(value, at) ? isNull : { kind: 'not', of: isNull };
    },
  };
  const { words, isWhole, others, hint } = OPERATORS[form.type];
  return (name, value, at) => {
    if (isWhole && [...PARTS, IGNORE_CASE].includes(name)) throw refuse(at, others, hint);
    if (!words.includes(name)) {
      const meant = meantOperator(name, words);
      const guess = meant === null ? '' : ` Did you mean ${meant}?`;
      throw refuse(at, 'there is no such condition', `There are ${words.join(', ')}.${guess}`);
    }
    if (name !== IGNORE_CASE) return readers[name as FilterOperator](value, at);
    truthOf(value, at);
    return null;
  };
}

interface Restriction {
  /** The words that it has. */
  readonly words: readonly string[];
  /** Its values are compared as a whole: they have no parts and no case. */
  readonly isWhole: boolean;
  /** Why it has no other operators, and what to use instead. */
  readonly others: string;
  readonly hint: string;
}

const OPERATORS: { readonly [T in DimensionType]: Restriction } = {
  text: { words: WORDS, isWhole: false, others: '', hint: '' },
  id: { words: WORDS, isWhole: true, others: 'ids have no parts to look for', hint: 'Use `eq` or `in`.' },
  boolean: { words: WORDS, isWhole: true, others: 'true and false have no parts to look for', hint: 'Use `eq`.' },
  number: { words: NUMBERS, isWhole: true, others: 'numbers have no parts to look for', hint: 'Use `gte` and `lt`.' },
};

/** An id of a dimension in the form of its column; null if it can be the id of no row. */
export function idOf(registry: Registry, dimension: Dimension, id: string): string | null {
  try {
    return valueReader(registry, dimension)(id, 'id');
  } catch (error) {
    if (error instanceof GatewayError) return null;
    throw error;
  }
}
