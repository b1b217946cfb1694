import type { Ratio } from '../../../src/model/definition';
import type { Measure } from '../../../src/model/measure';
import { divide, isZero, rounded, sum, write, ZERO } from './exact';
import type { Group } from './group';
import type { Numbers } from './numbers';
import { tellsEntitiesApart } from './byGroup';

/**
 * The share of one group in the total of all groups in the bucket, shown or not. Null for numbers
 * that do not add up over groups, for buckets that have not begun, and for a total of 0.
 */
export function shareOf(definition: Measure | Ratio, numbers: Numbers, group: Group): string | null {
  if (!addsUp(definition) || numbers.kind !== 'measure') return null;
  const total = sum(numbers.value.values());
  return isZero(total) ? null : write(rounded(divide(numbers.value.get(group) ?? ZERO, total)));
}

/**
 * True of numbers that add up over groups under any rule: every row or entity counts in one group.
 */
function addsUp(definition: Measure | Ratio): boolean {
  switch (definition.kind) {
    case 'count':
    case 'sum':
    case 'first':
    case 'return':
      return true;
    case 'snapshot':
    case 'rolling':
      return !tellsEntitiesApart(definition);
    case 'distinct':
    case 'statistic':
    case 'movement':
    case 'activity':
    case 'ratio':
      return false;
  }
}
