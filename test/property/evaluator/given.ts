import type { EvaluatedCell, Status } from './evaluated';
import type { Exact } from './exact';
import { divide, isZero, rounded, write, ZERO } from './exact';
import type { Group } from './group';
import type { Numbers, Side } from './numbers';

/** A number as the answer shows it, with the two sides of a ratio. */
export type Given = Pick<EvaluatedCell, 'decimal' | 'status' | 'numerator' | 'denominator'>;

/** A group without contributions has 0, or no statistic and no ratio. */
export function givenIn(numbers: Numbers, group: Group): Given {
  switch (numbers.kind) {
    case 'unbegun':
      return absent('NO_DATA');
    case 'measure':
      return present(written(numbers, numbers.value.get(group) ?? ZERO));
    case 'statistic': {
      const value = numbers.value.get(group);
      return value === undefined ? absent('NO_DATA') : present(write(rounded(value)));
    }
    case 'ratio':
      return ratioOf(numbers.numerator, numbers.denominator, group);
  }
}

function ratioOf(numerator: Side, denominator: Side, group: Group): Given {
  const [over, under] = [numerator.value.get(group), denominator.value.get(group)];
  const sides = { numerator: written(numerator, over ?? ZERO), denominator: written(denominator, under ?? ZERO) };
  if (over === undefined && under === undefined) return { ...absent('NO_DATA'), ...sides };
  if (under === undefined || isZero(under)) return { ...absent('DIVIDE_BY_ZERO'), ...sides };
  return { ...present(write(rounded(divide(over ?? ZERO, under)))), ...sides };
}

export function present(decimal: string): Given {
  return { decimal, status: 'OK', numerator: null, denominator: null };
}

export function absent(status: Exclude<Status, 'OK' | 'SUPPRESSED'>): Given {
  return { decimal: null, status, numerator: null, denominator: null };
}

function written(side: Pick<Side, 'isMean'>, value: Exact): string {
  return write(side.isMean ? rounded(value) : value);
}
