import { computedOf } from './computedModel';

describe('a computed column', () => {
  test.each([
    ['{ numeric: age * 2 - 1 }', 'operation'],
    [`{ boolean: "channel in ('a', 'b') and age >= 18" }`, 'and'],
    ['{ text: "case when age > 17 then upper(channel) else null end" }', 'case'],
    ['{ timestamptz: "coalesce(joined_at, null)" }', 'call'],
    ['{ boolean: c2 }', 'column'],
  ])('%s is read', (yaml, kind) => {
    const { columns, problems } = computedOf({ c: yaml, c2: '{ boolean: age is null }' });
    expect(problems).toEqual([]);
    expect(columns!.get('c')!.computed!.value.kind).toBe(kind);
  });

  test.each([
    [
      '{ numeric: agee * 2 }',
      ':21: c.numeric: there is no column "agee" in "customer" (character 1) — expected one of id, channel, joined_at, age, c; did you mean "age"?',
    ],
    ['{ numeric: age * channel }', ':27: c.numeric: "channel" at character 7 is text — expected a number for `*`'],
    ['{ text: age }', ':18: c.text: "age" at character 1 is a number — expected text for a column of type text'],
    [
      '{ text: lowr(channel) }',
      ':18: c.text: there is no function "lowr" (character 1) — expected one of coalesce, nullif, greatest, least, abs, floor, ceil, lower, upper, trim, length, round, substring, replace, contains, …; did you mean "lower"?',
    ],
    [
      '{ boolean: age = null }',
      ':27: c.boolean: `null` at character 7 equals nothing — expected `is null` or `is not null`',
    ],
    [
      '{ boolean: age = channel }',
      ':27: c.boolean: "channel" at character 7 is text — expected a number for `=`, which has a number before it',
    ],
    ['{ numeric: age / 0 }', ':27: c.numeric: divides by 0 at character 7 — expected a divisor other than 0'],
    [
      '{ boolean: "age <> 1" }',
      ':27: c.boolean: ">" at character 6 is not allowed there — expected a column, a value, a function, `case` or (',
    ],
    ['{ numeric: c + 1 }', ': c.numeric: makes a cycle of columns: c → c — expected columns without a cycle'],
    [
      `{ numeric: ${Array.from({ length: 60 }, () => 'age').join(' + ')} }`,
      ': c.numeric: has 119 parts, nested 60 levels deep, when its computed columns are expanded — expected at most 500 parts and 40 levels',
    ],
  ])('%s is a mistake', (yaml, problem) => {
    expect(computedOf({ c: yaml }).problems).toEqual([problem]);
  });

  test('a cycle has its path', () => {
    expect(computedOf({ c: '{ numeric: d }', d: '{ numeric: c + 1 }' }).problems).toEqual([
      ': d.numeric: makes a cycle of columns: c → d → c — expected columns without a cycle',
    ]);
  });
});
