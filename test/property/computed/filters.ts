import fc from 'fast-check';
import { boolean, LONGEST } from './expressions';

const TEXTS = [
  '',
  'a',
  'A',
  'ab',
  'ß',
  'ẞ',
  'ä',
  'ÖÄ',
  '你',
  '😀',
  '%',
  "it's",
  'İ',
  'i',
  'K',
  '\\',
  'σ',
  'ok',
  'HAPPY',
];
const PARTS = TEXTS.filter((text) => text !== '');
const NUMBERS: Readonly<Record<string, readonly string[]>> = {
  quantity: ['0', '-1', '3', '2147483647'],
  big: ['0', '2', '-9223372036854775808', '9223372036854775807'],
  price: ['0', '0.5', '-2.50', '12.345', '0.000000000000000000000001', '999999999999999999999999'],
};
const TOKENS = ['123E4567-e89b-42d3-a456-426614174000', '00000000-0000-0000-0000-000000000000'];

const some = (values: fc.Arbitrary<string>) => fc.array(values, { minLength: 1, maxLength: 3 });

/** The operators on a field whose values are these, as YAML has them. */
function equality(value: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc.oneof(
    fc.tuple(fc.constantFrom('eq', 'ne'), value).map(([operator, one]) => `${operator}: ${one}`),
    fc
      .tuple(fc.constantFrom('in', 'notIn'), some(value))
      .map(([operator, list]) => `${operator}: [${list.join(', ')}]`),
  );
}

const isNull = fc.constantFrom('isNull: true', 'isNull: false');
const text = fc.constantFrom(...TEXTS).map((one) => JSON.stringify(one));
const part = fc
  .tuple(fc.constantFrom('contains', 'startsWith', 'endsWith'), fc.constantFrom(...PARTS))
  .map(([operator, one]) => `${operator}: ${JSON.stringify(one)}`);
const field = (column: string, operators: string) => `{ ${column}: { ${operators} } }`;

const numbers = fc.constantFrom(...Object.keys(NUMBERS)).chain((column) => {
  const value = fc.constantFrom(...NUMBERS[column]!);
  const order = fc
    .tuple(fc.constantFrom('gt', 'gte', 'lt', 'lte'), value)
    .map(([operator, one]) => `${operator}: ${one}`);
  const range = fc.tuple(value, value).map(([low, high]) => `gte: ${low}, lt: ${high}`);
  return fc
    .oneof({ weight: 3, arbitrary: order }, range, equality(value), isNull)
    .map((operators) => field(column, operators));
});

const texts = fc
  .tuple(
    fc.constantFrom('name', 'code', 'mood'),
    fc.oneof(equality(text), { weight: 2, arbitrary: part }),
    fc.constantFrom('', ', ignoreCase: true'),
  )
  .map(([column, operators, anyCase]) => field(column, `${operators}${anyCase}`));

const others = fc.oneof(
  equality(fc.constantFrom(...TOKENS)).map((operators) => field('token', operators)),
  equality(fc.constantFrom('true', 'false')).map((operators) => field('is_paid', operators)),
  isNull.map((operators) => field('made_at', operators)),
  some(text).map((values) => `{ code: [${values.join(', ')}, null] }`),
);

const mapping = fc.letrec<{ filter: string }>((tie) => ({
  filter: fc.oneof(
    { maxDepth: 2, depthSize: 'small' },
    { weight: 3, arbitrary: numbers },
    { weight: 3, arbitrary: texts },
    { weight: 1, arbitrary: others },
    tie('filter').map((one) => `{ not: ${one} }`),
    fc.array(tie('filter'), { minLength: 1, maxLength: 2 }).map((all) => `{ any: [${all.join(', ')}] }`),
  ),
})).filter;

const expression = boolean.filter((one) => one.length <= LONGEST).map((one) => JSON.stringify(one));

/** Random filters of a metric, as an author writes them in one line of YAML. */
export const filters: fc.Arbitrary<string> = fc
  .array(fc.oneof({ weight: 3, arbitrary: mapping }, { weight: 2, arbitrary: expression }), {
    minLength: 1,
    maxLength: 2,
  })
  .map((all) => `[${all.join(', ')}]`);
