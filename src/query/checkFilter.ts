import { GatewayError } from '../errors';
import type { DimensionType } from '../model/dimensionForm';
import type { Dimension, Registry } from '../model/registry';
import { listOf, readConditions, refuse, type ReadCondition } from './conditions';
import { textOf, valueReader } from './filterValues';
import { unknownName } from './unknownName';
import type { DimensionCondition, DimensionFilter } from './query';

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

type Operator = 'eq' | 'ne' | 'in' | 'notIn' | 'contains' | 'startsWith' | 'isNull';

function readerOf(registry: Registry, dimension: Dimension): ReadCondition<DimensionCondition> {
  const { key, form } = dimension;
  const valueOf = valueReader(registry, dimension);
  const one = (value: unknown, at: string): DimensionCondition => ({
    kind: 'in',
    dimension: key,
    values: [valueOf(value, at)],
  });
  const many = (value: unknown, at: string): DimensionCondition => ({
    kind: 'in',
    dimension: key,
    values: listOf(value, at).map((item, index) => valueOf(item, `${at}[${index}]`)),
  });
  const part =
    (kind: 'contains' | 'startsWith') =>
    (value: unknown, at: string): DimensionCondition => ({ kind, dimension: key, text: textOf(value, at) });
  const readers: { readonly [O in Operator]: (value: unknown, at: string) => DimensionFilter } = {
    eq: one,
    ne: (value, at) => ({ kind: 'not', of: one(value, at) }),
    in: many,
    notIn: (value, at) => ({ kind: 'not', of: many(value, at) }),
    contains: part('contains'),
    startsWith: part('startsWith'),
    isNull: (value, at) => {
      if (typeof value !== 'boolean') throw refuse(at, 'is true or false', 'Give `true` or `false`.');
      const isNull: DimensionCondition = { kind: 'null', dimension: key };
      return value ? isNull : { kind: 'not', of: isNull };
    },
  };
  const { isKnown, others, hint } = OPERATORS[form.type];
  return (name, value, at) => {
    if (!Object.hasOwn(readers, name)) {
      throw refuse(at, 'there is no such condition', 'There are eq, ne, in, notIn, contains, startsWith, isNull.');
    }
    if (!isKnown(name as Operator)) throw refuse(at, others, hint);
    return readers[name as Operator](value, at);
  };
}

interface Operators {
  readonly isKnown: (operator: Operator) => boolean;
  /** Why it has no others, and what to use instead. */
  readonly others: string;
  readonly hint: string;
}

const isWhole = (operator: Operator) => operator !== 'contains' && operator !== 'startsWith';

const OPERATORS: { readonly [T in DimensionType]: Operators } = {
  text: { isKnown: () => true, others: '', hint: '' },
  id: { isKnown: isWhole, others: 'ids have no parts to look for', hint: 'Use `eq` or `in`.' },
  boolean: { isKnown: isWhole, others: 'true and false have no parts to look for', hint: 'Use `eq`.' },
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
