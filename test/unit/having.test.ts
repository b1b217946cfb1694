import { checkHaving } from '../../src/query/checkHaving';
import { productModel } from '../registry/productModel';

const registry = productModel();

function read(having: unknown) {
  return checkHaving(registry, having, ['tasks']);
}

test.each([
  ['1e3', '1000'],
  ['1.50', '1.5'],
  ['-0', '0'],
  ['-0.00', '0'],
  ['1e-3', '0.001'],
  ['12.5E1', '125'],
  ['007', '7'],
  ['+3', '3'],
  [0.1, '0.1'],
  [1e21, '1000000000000000000000'],
  [5e-7, '0.0000005'],
])('%p is read as the exact decimal %s', (given, value) => {
  expect(read({ tasks: { eq: given } })).toEqual({ kind: 'equal', metric: 'tasks', value });
});

test.each(['', '.5', '5.', 'abc', '1,5', '0x10', 'NaN', '1e999', 'Infinity', '1'.repeat(61)])(
  '%p is rejected, because it is not a number',
  (given) => {
    expect(() => read({ tasks: { eq: given } })).toThrow(
      /^having\.tasks\.eq: (a decimal number is expected|the number is too long)/,
    );
  },
);

test('operators become comparisons with the same meaning', () => {
  const compared = (kind: string) => ({ kind, metric: 'tasks', value: '1' });
  expect(read({ tasks: { gte: 1 } })).toEqual({ kind: 'any', of: [compared('greater'), compared('equal')] });
  expect(read({ tasks: { lte: 1 } })).toEqual({ kind: 'any', of: [compared('less'), compared('equal')] });
  expect(read({ tasks: { ne: 1 } })).toEqual({ kind: 'not', of: compared('equal') });
  expect(read({ tasks: { isNull: false } })).toEqual({ kind: 'not', of: { kind: 'null', metric: 'tasks' } });
  expect(read({})).toEqual({ kind: 'all', of: [] });
});

test('an error names the path of the mistake', () => {
  expect(() => read({ or: [{ tasks: { gt: null } }] })).toThrow(/^having\.or\[0\]\.tasks\.gt: null is no value/);
  expect(() => read({ tasks: { over: 1 } })).toThrow(/^having\.tasks\.over: there is no such condition/);
  expect(() => read({ adoptions: { gt: 1 } })).toThrow(/`having` names "adoptions"/);
  expect(() => read({ task: { gt: 1 } })).toThrow(/There is no metric "task"/);
});
