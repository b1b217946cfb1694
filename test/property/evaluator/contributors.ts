import type { Group } from './group';
import type { Measured, Slot } from './measured';
import type { Numbers } from './numbers';

/** The groups with a contribution in some slot, on either side. */
export function groupsIn(slots: readonly Slot[]): readonly Group[] {
  return [...new Set(slots.flatMap(({ measured }) => [...measured.values()].flatMap(groupsOf)))];
}

/** The groups with a contribution on either side. A contribution to a part is one to the whole. */
export function groupsOf(measured: Measured): readonly Group[] {
  if (measured.kind === 'parts') return [...measured.parts.values()].flatMap(groupsOf);
  const { now, previous } = measured;
  return [...groupsWith(now), ...(previous === null ? [] : groupsWith(previous))];
}

function groupsWith(numbers: Numbers): readonly Group[] {
  switch (numbers.kind) {
    case 'unbegun':
      return [];
    case 'measure':
    case 'statistic':
      return [...numbers.value.keys()];
    case 'ratio':
      return [...numbers.numerator.value.keys(), ...numbers.denominator.value.keys()];
  }
}
