import { changeOf } from './change';
import type { EvaluatedCell, Status } from './evaluated';
import type { Exact } from './exact';
import { divide, isZero, rounded, write, ZERO } from './exact';
import type { Group } from './group';
import type { Measured } from './measured';
import type { Numbers, Side } from './numbers';
import { shareOf } from './share';

/** A number as it is given, with the two sides of a ratio. */
type Given = Pick<EvaluatedCell, 'decimal' | 'status' | 'numerator' | 'denominator'>;

/** The number of one group in one bucket; a group to which nothing contributed has 0, or no ratio. */
export function cellOf(
  { metric, isComplete, now, previous }: Measured,
  group: Group,
  { shares }: { readonly shares: boolean },
): EvaluatedCell {
  const given = givenIn(now, group);
  return {
    ...given,
    complete: isComplete,
    share: shares ? shareOf(metric, now, group) : null,
    ...changeOf(given.decimal, previous === null ? null : givenIn(previous, group).decimal),
  };
}

function givenIn(numbers: Numbers, group: Group): Given {
  if (numbers.kind === 'unbegun') return { ...absent('NO_DATA'), numerator: null, denominator: null };
  if (numbers.kind === 'measure') {
    const decimal = written(numbers, numbers.value.get(group) ?? ZERO);
    return { decimal, status: 'OK', numerator: null, denominator: null };
  }
  const [over, under] = [numbers.numerator.value.get(group), numbers.denominator.value.get(group)];
  const sides = {
    numerator: written(numbers.numerator, over ?? ZERO),
    denominator: written(numbers.denominator, under ?? ZERO),
  };
  if (over === undefined && under === undefined) return { ...absent('NO_DATA'), ...sides };
  if (under === undefined || isZero(under)) return { ...absent('DIVIDE_BY_ZERO'), ...sides };
  return { decimal: write(rounded(divide(over ?? ZERO, under))), status: 'OK', ...sides };
}

/** True if something contributed to the group. */
export function contributes(numbers: Numbers, group: Group): boolean {
  switch (numbers.kind) {
    case 'unbegun':
      return false;
    case 'measure':
      return numbers.value.has(group);
    case 'ratio':
      return numbers.numerator.value.has(group) || numbers.denominator.value.has(group);
  }
}

/** The groups to which something contributed. */
export function groupsOf(numbers: Numbers): readonly Group[] {
  switch (numbers.kind) {
    case 'unbegun':
      return [];
    case 'measure':
      return [...numbers.value.keys()];
    case 'ratio':
      return [...numbers.numerator.value.keys(), ...numbers.denominator.value.keys()];
  }
}

function absent(status: Status): Pick<Given, 'decimal' | 'status'> {
  return { decimal: null, status };
}

function written(side: Pick<Side, 'isMean'>, value: Exact): string {
  return write(side.isMean ? rounded(value) : value);
}
