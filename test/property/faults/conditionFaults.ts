import type { DimensionFilter, NumberFilter } from '../../../src/query/query';
import type { Fault } from './fault';
import { inQuery } from './fault';

/** Faults in conditions on rows and groups. */
export const CONDITION_FAULTS: readonly Fault[] = [
  inQuery('not equal does not keep null', (query) => ({ ...query, where: withoutNull(query.where) })),
  inQuery('a text search ignores case', (query) => ({ ...query, where: lowered(query.where) })),
  inQuery('having is ignored', (query) => ({ ...query, having: { kind: 'all', of: [] } })),
  inQuery('less means less or equal', (query) => ({ ...query, having: replaced(query.having, orEqual) })),
  inQuery('null is less than every number', (query) => ({ ...query, having: replaced(query.having, orNull) })),
  inQuery('not equal keeps numbers only', (query) => ({ ...query, having: replaced(query.having, orNullIfEqual) })),
];

/** `not equal` as in SQL: it does not keep null. */
function withoutNull(filter: DimensionFilter): DimensionFilter {
  if (filter.kind === 'all' || filter.kind === 'any') return { kind: filter.kind, of: filter.of.map(withoutNull) };
  if (filter.kind !== 'not' || filter.of.kind !== 'in') return filter;
  return { kind: 'all', of: [filter, { kind: 'not', of: { kind: 'null', dimension: filter.of.dimension } }] };
}

function lowered(filter: DimensionFilter): DimensionFilter {
  switch (filter.kind) {
    case 'all':
    case 'any':
      return { kind: filter.kind, of: filter.of.map(lowered) };
    case 'not':
      return { kind: 'not', of: lowered(filter.of) };
    case 'contains':
    case 'startsWith':
    case 'endsWith':
      return { ...filter, text: filter.text.toLowerCase() };
    default:
      return filter;
  }
}

/** Replaces each comparison of the filter. */
function replaced(filter: NumberFilter, change: (comparison: Comparison) => NumberFilter): NumberFilter {
  switch (filter.kind) {
    case 'all':
    case 'any':
      return { kind: filter.kind, of: filter.of.map((one) => replaced(one, change)) };
    case 'not':
      return { kind: 'not', of: replaced(filter.of, change) };
    case 'null':
      return filter;
    default:
      return change(filter);
  }
}

type Comparison = Extract<NumberFilter, { kind: 'equal' | 'less' | 'greater' }>;

function orEqual(comparison: Comparison): NumberFilter {
  if (comparison.kind !== 'less') return comparison;
  return { kind: 'any', of: [comparison, { ...comparison, kind: 'equal' }] };
}

function orNull(comparison: Comparison): NumberFilter {
  if (comparison.kind !== 'less') return comparison;
  return { kind: 'any', of: [comparison, { kind: 'null', metric: comparison.metric }] };
}

/** Its `not` does not keep null, as in SQL. */
function orNullIfEqual(comparison: Comparison): NumberFilter {
  if (comparison.kind !== 'equal') return comparison;
  return { kind: 'any', of: [comparison, { kind: 'null', metric: comparison.metric }] };
}
