import { GatewayError } from '../../src/errors';
import { checkFilter } from '../../src/query/checkFilter';
import { productModel } from '../registry/productModel';

const registry = productModel();
const source = 'utm_source';

test('ignoreCase applies to the other operators of its field, and is no condition by itself', () => {
  expect(checkFilter(registry, { utm_source: { ne: 'Goo', endsWith: 'x', ignoreCase: true } })).toEqual({
    kind: 'all',
    of: [
      { kind: 'endsWith', dimension: source, text: 'x', ignoreCase: true },
      { kind: 'not', of: { kind: 'in', dimension: source, values: ['Goo'], ignoreCase: true } },
    ],
  });
  expect(checkFilter(registry, { utm_source: { endsWith: 'x', ignoreCase: false } })).toEqual({
    kind: 'endsWith',
    dimension: source,
    text: 'x',
  });
  const unset = { or: [{ utm_source: { eq: undefined, ignoreCase: true } }, { task_type: { eq: 'a' } }] };
  expect(checkFilter(registry, unset)).toEqual({
    kind: 'any',
    of: [{ kind: 'in', dimension: 'task_type', values: ['a'] }],
  });
});

test.each([
  [{ utm_source: { $gte: 'a' } }, 'there is no such condition'],
  [{ utm_source: { like: 'a' } }, 'Did you mean contains?'],
  [{ utm_source: { not_in: ['a'] } }, 'Did you mean notIn?'],
  [{ user_id: { endsWith: '1' } }, 'ids have no parts to look for'],
  [{ user_id: { eq: '1', ignoreCase: true } }, 'ids have no parts to look for'],
  [{ utm_source: { eq: 'a', ignoreCase: 'yes' } }, 'true or false is expected'],
  [{ utm_source: { eq: 'a', ignoreCase: null } }, 'null is no value'],
])('%j is rejected', (where, told) => {
  const error = thrownBy(() => checkFilter(registry, where));
  expect(error.code).toBe('BAD_FILTER');
  expect(`${error.message} ${JSON.stringify(error)} ${error.hint}`).toContain(told);
});

function thrownBy(action: () => unknown): GatewayError {
  try {
    action();
  } catch (error) {
    if (error instanceof GatewayError) return error;
  }
  throw new Error('nothing was thrown');
}
