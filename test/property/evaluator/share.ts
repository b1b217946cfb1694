import type { Metric } from '../../../src/registry/registry';
import { divide, isZero, rounded, sum, write, ZERO } from './exact';
import type { Group } from './group';
import type { Numbers } from './numbers';

/**
 * The part of one group in what all groups come to in the same bucket, rows of the answer or not; null of what does not add
 * up over groups, of what has not begun, and where the groups come to 0.
 */
export function shareOf(metric: Metric, numbers: Numbers, group: Group): string | null {
  if (!addsUp(metric) || numbers.kind !== 'measure') return null;
  const total = sum(numbers.value.values());
  return isZero(total) ? null : write(rounded(divide(numbers.value.get(group) ?? ZERO, total)));
}

/** True of numbers that add up over groups, under whatever rule: every row or entity counts in one of them. */
function addsUp({ definition }: Metric): boolean {
  switch (definition.kind) {
    case 'count':
    case 'sum':
    case 'first':
    case 'return':
    case 'snapshot':
      return true;
    case 'distinct':
    case 'rolling':
    case 'ratio':
      return false;
  }
}
