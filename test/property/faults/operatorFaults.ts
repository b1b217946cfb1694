import type { ColumnTest, Condition } from '../../../src/model/condition';
import type { DimensionFilter } from '../../../src/query/query';
import type { Fault } from './fault';
import { inQuery, inRegistry } from './fault';

/** Faults in the operators of filters and of `where`. */
export const OPERATOR_FAULTS: readonly Fault[] = [
  inTests('at least means more than', (test) => (test.kind === 'gte' ? { ...test, kind: 'gt' } : test)),
  inTests('less means at most', (test) => (test.kind === 'lt' ? { ...test, kind: 'lte' } : test)),
  inTests('at most means less', (test) => (test.kind === 'lte' ? { ...test, kind: 'lt' } : test)),
  inTests('a filter ignores no case', withCase),
  inFilters('not at least drops null', (condition) =>
    condition.kind === 'not' && condition.of.kind === 'gte'
      ? { kind: 'all', of: [condition, { kind: 'not', of: { kind: 'null', column: condition.of.column } }] }
      : condition,
  ),
  inFilters('an expression is always true', (condition) =>
    condition.kind === 'computed' ? { kind: 'all', of: [] } : condition,
  ),
  inFilters('not of an expression drops null', (condition) =>
    condition.kind === 'not' && condition.of.kind === 'computed'
      ? { kind: 'all', of: [condition, { kind: 'not', of: { kind: 'null', column: 'token_consumed' } }] }
      : condition,
  ),
  inWhere('ends with means contains', (filter) =>
    filter.kind === 'endsWith' ? { ...filter, kind: 'contains' } : filter,
  ),
  inWhere('starts with means ends with', (filter) =>
    filter.kind === 'startsWith' ? { ...filter, kind: 'endsWith' } : filter,
  ),
  inWhere('where ignores no case', (filter) => ('ignoreCase' in filter ? withCase(filter) : filter)),
];

function withCase<Test extends { readonly kind: string; readonly ignoreCase?: true }>(test: Test): Test {
  return Object.fromEntries(Object.entries(test).filter(([name]) => name !== 'ignoreCase')) as unknown as Test;
}

function inTests(name: string, change: (test: ColumnTest) => ColumnTest): Fault {
  return inFilters(name, (condition) => ('column' in condition ? change(condition) : condition));
}

/** Changes each part of the filters of metrics. */
function inFilters(name: string, change: (condition: Condition) => Condition): Fault {
  const changed = (condition: Condition): Condition => {
    if (condition.kind === 'all' || condition.kind === 'any') return { ...condition, of: condition.of.map(changed) };
    if (condition.kind === 'written') return { ...condition, of: changed(condition.of) };
    const other = change(condition);
    return other.kind === 'not' ? { kind: 'not', of: changed(other.of) } : other;
  };
  return inRegistry(name, { measure: (measure) => ({ ...measure, filter: changed(measure.filter) }) });
}

/** Changes each condition of `where`. */
function inWhere(name: string, change: (filter: DimensionFilter) => DimensionFilter): Fault {
  const changed = (filter: DimensionFilter): DimensionFilter => {
    if (filter.kind === 'all' || filter.kind === 'any') return { kind: filter.kind, of: filter.of.map(changed) };
    return filter.kind === 'not' ? { kind: 'not', of: changed(filter.of) } : change(filter);
  };
  return inQuery(name, (query) => ({ ...query, where: changed(query.where) }));
}
