import type { ValueTest } from '../../../src/model/valueTest';
import { compare, parse } from './exact';
import { inCase } from './letters';

/**
 * Whether a value passes a test (docs/meaning.md#conditions). Null passes only the test for null.
 * `order` compares two values of the column or dimension.
 */
export function passes(test: ValueTest, value: string | null, order: (a: string, b: string) => number): boolean {
  if (test.kind === 'null') return value === null;
  if (value === null) return false;
  switch (test.kind) {
    case 'in':
      if (test.ignoreCase) return test.values.some((wanted) => small(wanted) === small(value));
      return test.values.some((wanted) => order(wanted, value) === 0);
    case 'gt':
      return compare(parse(value), parse(test.value)) > 0;
    case 'gte':
      return compare(parse(value), parse(test.value)) >= 0;
    case 'lt':
      return compare(parse(value), parse(test.value)) < 0;
    case 'lte':
      return compare(parse(value), parse(test.value)) <= 0;
    case 'contains':
    case 'startsWith':
    case 'endsWith': {
      const [text, part] = [value, test.text].map((one) => (test.ignoreCase ? small(one) : one)) as [string, string];
      if (test.kind === 'contains') return text.includes(part);
      return test.kind === 'startsWith' ? text.startsWith(part) : text.endsWith(part);
    }
  }
}

function small(text: string): string {
  return [...text].map((letter) => inCase(letter, 'lower')).join('');
}
