import fc from 'fast-check';
import { keyTextOf, readKey } from '../../../src/answer/keyTexts';
import type { Bins } from '../../../src/model/bins';
import { compareDecimals, rowDecimal } from '../../../src/model/rowDecimal';
import type { ValueTest } from '../../../src/model/valueTest';
import { compile } from '../../../src/sql/compile';
import { write, type Dialect } from '../../../src/sql/dialect';
import { join, sql, type Sql } from '../../../src/sql/fragment';
import { numberKeySql, numberPasses, numberTextContains } from '../../../src/sql/numberValue';
import type { Statement } from '../../../src/sql/statement';
import { binOf, numberOfRow, startOf } from '../evaluator/bins';
import { compare, parse } from '../evaluator/exact';
import { passes } from '../evaluator/tests';

/** Numbers of rows, a way to group them, and tests of them. */
export interface World {
  readonly type: 'numeric' | 'bigint';
  readonly numbers: readonly (string | null)[];
  readonly bins: Bins | null;
  readonly tests: readonly ValueTest[];
  readonly search: string;
}

const digits = (most: number) => fc.bigInt({ min: 0n, max: 10n ** BigInt(most) - 1n }).map(String);
const fraction = (most: number) =>
  fc.tuple(digits(most), fc.nat(3)).map(([text, zeros]) => `${'0'.repeat(zeros)}${text}`.slice(0, most));
const signed = (size: fc.Arbitrary<string>) =>
  fc.tuple(fc.constantFrom('', '', '-'), size).map(([sign, text]) => `${sign}${text}`);
const small = signed(fc.tuple(fc.nat(30), fc.constantFrom('', '.0', '.5', '.50', '.25')).map((all) => all.join('')));
const long = (most: number) => signed(fc.tuple(digits(most), fraction(most)).map(([a, b]) => `${a}.${b}`));
const whole = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: -30, max: 30 }).map(String) },
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map(String),
);
/** Of a row: one digit more than a number may have. */
const stored = fc.oneof({ weight: 4, arbitrary: small }, long(12), long(25));
const operand = fc.oneof({ weight: 4, arbitrary: small }, long(12), long(24), whole).map((text) => rowDecimal(text)!);

const bins: fc.Arbitrary<Bins | null> = fc.oneof(
  fc.constant(null),
  fc
    .uniqueArray(operand, { minLength: 1, maxLength: 5 })
    .map((edges): Bins => ({ kind: 'edges', edges: [...edges].sort(compareDecimals) })),
  fc
    .oneof({ weight: 4, arbitrary: small }, long(12), long(24))
    .map((text) => rowDecimal(text.replace('-', ''))!)
    .filter((width) => width !== '0')
    .map((width): Bins => ({ kind: 'width', width })),
);

const test: fc.Arbitrary<ValueTest> = fc.oneof(
  fc.record({ kind: fc.constant('in' as const), values: fc.array(operand, { maxLength: 3 }) }),
  fc.record({ kind: fc.constantFrom('gt' as const, 'gte' as const, 'lt' as const, 'lte' as const), value: operand }),
  fc.constant<ValueTest>({ kind: 'null' }),
);

export const world: fc.Arbitrary<World> = fc.constantFrom('numeric' as const, 'bigint' as const).chain((type) =>
  fc.record({
    type: fc.constant(type),
    numbers: fc.array(fc.option(type === 'numeric' ? stored : whole, { freq: 8 }), { minLength: 1, maxLength: 8 }),
    bins,
    tests: fc.array(test, { minLength: 1, maxLength: 4 }),
    search: fc.constantFrom('1', '0', '.5', '0 –', '– 2', '-', '< ', '≥', '.'),
  }),
);

/** A statement with a row for each number: its index, its key, and 1 for each passed test. */
export function statementOf({ type, numbers, bins, tests, search }: World, dialect: Dialect): Statement {
  const from = write('rowsOfLists', {
    table: 'r',
    columns: [
      { name: 'id', values: numbers.map((_, index) => index), type: 'int[]' },
      { name: 'known', values: numbers.map((one) => (one === null ? 0 : 1)), type: 'int[]' },
      { name: 'n', values: numbers.map((one) => one ?? '0'), type: `${type}[]` },
    ],
  });
  const raw = sql`(case when r.known = 1 then r.n end)`;
  const key = numberKeySql(bins, raw, type);
  const tested = { value: raw, table: { primaryKey: [], parents: new Map() }, column: { key: 'n', type } };
  const flag = (condition: Sql) => sql`case when ${condition} then 1 else 0 end`;
  const flags = tests.flatMap((one) => [true, false].map((holds) => flag(numberPasses(one, tested, holds))));
  return compile(
    sql`
      select ${join([sql`v.id`, sql`v.key`, flag(numberTextContains(bins, sql`v.key`, type, search)), ...flags.map((_, at) => sql`v.${COLUMNS[at]!}`)], ', ')}
      from (
        select r.id as id, ${key} as key, ${join(
          flags.map((one, at) => sql`${one} as ${COLUMNS[at]!}`),
          ', ',
        )}
        from ${from}
      ) as v
      order by v.key nulls last, v.id
    `,
    dialect,
  );
}

const COLUMNS = [sql`a`, sql`b`, sql`c`, sql`d`, sql`e`, sql`f`, sql`g`, sql`h`];

/** The rows of the statement as the evaluator has them. */
export function expected({ numbers, bins, tests, search }: World): string[] {
  const rows = numbers.map((written, id) => {
    const number = written === null ? null : numberOfRow(written);
    const key = number === null || bins === null ? number : binOf(number, bins);
    const flags = tests.flatMap((one) => {
      const holds = passes(one, number, (a, b) => compare(parse(a), parse(b)));
      return [holds, !holds];
    });
    return { id, key, flags: [key !== null && key.includes(search), ...flags] };
  });
  rows.sort((a, b) => {
    if (a.key === null || b.key === null) return Number(a.key === null) - Number(b.key === null) || a.id - b.id;
    return compare(parse(startOf(a.key)), parse(startOf(b.key))) || a.id - b.id;
  });
  return rows.map(({ id, key, flags }) => [id, key, ...flags.map(Number)].join('|'));
}

export function returned({ bins }: World, rows: readonly (readonly unknown[])[]): string[] {
  const read = keyTextOf({ type: 'number', bins });
  return rows.map(([id, key, ...flags]) =>
    [id, readKey(read, key === null ? null : String(key)), ...flags].map((one) => one ?? '').join('|'),
  );
}
