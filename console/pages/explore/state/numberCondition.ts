import type { Filter } from './state';

type Where = { readonly [name: string]: unknown };

const BELOW = '< ';
const FROM = '≥ ';
const BETWEEN = ' – ';

/** Returns the condition for values of a number. A filter compares numbers, not bins. */
export function numberCondition({ dimension, operator, values }: Filter): Where {
  const some = values.map((value): Where => ({ [dimension]: testOf(value) }));
  if (operator === 'not') return { not: some.length === 1 ? some[0] : { or: some } };
  return some.length === 1 ? some[0]! : { or: some };
}

function testOf(value: string | null): Where {
  if (value === null) return { isNull: true };
  if (value.startsWith(BELOW)) return { lt: value.slice(BELOW.length) };
  if (value.startsWith(FROM)) return { gte: value.slice(FROM.length) };
  const [from, to] = value.split(BETWEEN);
  return to === undefined ? { eq: value } : { gte: from, lt: to };
}

/** True if the value is a number or the text of a bin. An address may have any other text. */
export function isNumberOrBin(value: string | null): boolean {
  return (
    value === null ||
    /^(?:(?:< |≥ )?NUMBER|NUMBER – NUMBER)$/.test(value.replace(/-?\d{1,24}(?:\.\d{1,24})?/g, 'NUMBER'))
  );
}
