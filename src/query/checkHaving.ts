import { gatewayError } from '../errors';
import type { Registry } from '../model/registry';
import { readConditions, refuse, truthOf } from './conditions';
import { unknownName } from './unknownName';
import type { NumberFilter } from './query';

/**
 * Reads conditions on the numbers of a row as doors receive them. Errors: BAD_FILTER for an
 * explicit null or an operand that is no decimal, METRIC_NOT_SELECTED, UNKNOWN_NAME.
 */
export function checkHaving(registry: Registry, having: unknown, metrics: readonly string[]): NumberFilter {
  return readConditions(having, 'having', (key) => {
    if (!registry.metrics.has(key)) throw unknownName('metric', key, registry.metrics.keys());
    if (!metrics.includes(key)) {
      throw gatewayError('METRIC_NOT_SELECTED', { metric: key, where: '`having`', selected: metrics });
    }
    return () => (operator, operand, path) => conditionOf(key, operator, operand, path);
  });
}

function conditionOf(metric: string, name: string, operand: unknown, path: string): NumberFilter {
  if (name === 'isNull') {
    return truthOf(operand, path) ? { kind: 'null', metric } : { kind: 'not', of: { kind: 'null', metric } };
  }
  const compare = isOperator(name) ? COMPARISONS[name] : null;
  if (compare === null) {
    throw refuse(path, 'there is no such condition', 'There are eq, ne, gt, gte, lt, lte, isNull.');
  }
  const value = decimalOf(operand, path);
  return compare((kind) => ({ kind, metric, value }));
}

type Compare = (kind: 'equal' | 'less' | 'greater') => NumberFilter;
/** By operator: a filter made of the comparisons that the query knows. */
const COMPARISONS = {
  eq: (is: Compare): NumberFilter => is('equal'),
  ne: (is: Compare): NumberFilter => ({ kind: 'not', of: is('equal') }),
  lt: (is: Compare): NumberFilter => is('less'),
  lte: (is: Compare): NumberFilter => ({ kind: 'any', of: [is('less'), is('equal')] }),
  gt: (is: Compare): NumberFilter => is('greater'),
  gte: (is: Compare): NumberFilter => ({ kind: 'any', of: [is('greater'), is('equal')] }),
};

function isOperator(name: string): name is keyof typeof COMPARISONS {
  return Object.hasOwn(COMPARISONS, name);
}

/** Longer numbers than any metric has are mistakes, and slow to compare. */
const MOST_DIGITS = 60;

/** A number or a text as an exact decimal without exponent. */
function decimalOf(value: unknown, path: string): string {
  const text = typeof value === 'number' ? String(value) : value;
  const parts = typeof text === 'string' ? /^([+-]?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d{1,3}))?$/.exec(text) : null;
  if (parts === null) throw refuse(path, 'a decimal number is expected', 'Give a number such as `0.05`, or `"0.05"`.');
  const [, sign, integerDigits = '', fraction = '', exponent = '0'] = parts;
  const digits = integerDigits + fraction;
  const point = integerDigits.length + Number(exponent);
  if (digits.length > MOST_DIGITS || Math.abs(Number(exponent)) > MOST_DIGITS) {
    throw refuse(path, 'the number is too long', `At most ${MOST_DIGITS} digits are compared.`);
  }
  const padded = point <= 0 ? '0'.repeat(1 - point) + digits : digits.padEnd(point, '0');
  const at = Math.max(point, 1);
  const integer = padded.slice(0, at).replace(/^0+(?=\d)/, '');
  const decimals = padded.slice(at).replace(/0+$/, '');
  const number = decimals === '' ? integer : `${integer}.${decimals}`;
  return sign === '-' && number !== '0' ? `-${number}` : number;
}
