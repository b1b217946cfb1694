import type { MetricQuery } from '../../../src/query/query';
import type { Metric } from '../../../src/registry/registry';
import type { Bucket } from './calendar';
import type { EvaluatedCell, Status } from './evaluated';
import type { Exact } from './exact';
import { divide, isZero, rounded, write, ZERO } from './exact';
import type { Numbers, Side } from './numbers';
import { shareOf } from './share';

/** The number of one group in one bucket; a group to which nothing contributed has 0, or no ratio. */
export function cellOf(
  metric: Metric,
  numbers: Numbers,
  group: string,
  native: readonly Bucket[],
  { asOf, shares }: MetricQuery,
): EvaluatedCell {
  const complete = native.length > 0 && native.at(-1)!.end <= asOf;
  return { ...numberOf(numbers, group, complete), share: shares ? shareOf(metric, numbers, group) : null };
}

function numberOf(numbers: Numbers, group: string, complete: boolean): Omit<EvaluatedCell, 'share'> {
  if (numbers.kind === 'unbegun') return { ...absent('NO_DATA', complete), numerator: null, denominator: null };
  if (numbers.kind === 'measure') {
    const decimal = written(numbers, numbers.value.get(group) ?? ZERO);
    return { decimal, status: 'OK', complete, numerator: null, denominator: null };
  }
  const [over, under] = [numbers.numerator.value.get(group), numbers.denominator.value.get(group)];
  const sides = {
    numerator: written(numbers.numerator, over ?? ZERO),
    denominator: written(numbers.denominator, under ?? ZERO),
  };
  if (over === undefined && under === undefined) return { ...absent('NO_DATA', complete), ...sides };
  if (under === undefined || isZero(under)) return { ...absent('DIVIDE_BY_ZERO', complete), ...sides };
  return { decimal: write(rounded(divide(over ?? ZERO, under))), status: 'OK', complete, ...sides };
}

/** True if something contributed to the group. */
export function contributes(numbers: Numbers, group: string): boolean {
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
export function groupsOf(numbers: Numbers): readonly string[] {
  switch (numbers.kind) {
    case 'unbegun':
      return [];
    case 'measure':
      return [...numbers.value.keys()];
    case 'ratio':
      return [...numbers.numerator.value.keys(), ...numbers.denominator.value.keys()];
  }
}

function absent(status: Status, complete: boolean) {
  return { decimal: null, status, complete };
}

function written(side: Pick<Side, 'isMean'>, value: Exact): string {
  return write(side.isMean ? rounded(value) : value);
}
