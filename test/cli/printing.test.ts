import { readConditions, readHaving } from '../../src/cli/conditions';
import { answerCsv } from '../../src/cli/print/csv';
import { sparkline } from '../../src/cli/print/sparkline';
import { styleOf } from '../../src/cli/print/style';
import { onOneLine, textWidth, wrapped } from '../../src/cli/print/textWidth';
import type { Answer, Cell } from '../../src/answer/answer';
import type { MetricQuery } from '../../src/query/query';

/** Parts of the output that whole commands would not show. */
test.each([
  ['abc', 3],
  ['付费转化率', 10],
  ['ｗｉｄｅ', 8],
  ['é', 1],
  ['e\u0301', 1],
  ['👩‍👩‍👧', 2],
  ['¥497.60', 7],
  ['▁█', 2],
])('the terminal width is right for %s', (text, width) => expect(textWidth(text)).toBe(width));

test('control characters are printed as escapes', () => {
  expect(onOneLine('a\u001b[31mb\nc\u202e')).toBe('a\\u001b[31mb\\nc\\u202e');
  expect(wrapped('Registrations of the day before', 16)).toEqual(['Registrations of', 'the day before']);
});

test.each<[(number | null)[], string]>([
  [[0, 1, 2, 3, 4, 5, 6, 7], '▁▂▃▄▅▆▇█'],
  [[0, 0], '▁▁'],
  [[5, 5], '▅▅'],
  [[1, null, 3], '▁ █'],
  [[-2, 0, 2], '▁▅█'],
  [[null, null], '  '],
  [Array.from({ length: 120 }, (_, at) => at), expect.stringMatching(/^▁+▂+▃+▄+▅+▆+▇+█+$/) as unknown as string],
])('%j is drawn as %s', (numbers, drawing) => {
  expect(sparkline(numbers)).toEqual(drawing);
  expect(sparkline(numbers).length).toBeLessThanOrEqual(60);
});

test('typed conditions are read, and numbers in JSON lose no digit', () => {
  expect(readConditions([])).toBeNull();
  expect(readConditions(['a=1'])).toEqual({ a: { eq: '1' } });
  expect(readConditions(['a = x=y!=z', 'b!=', 'a=2', 'b!=3', 'a!=4'])).toEqual({
    a: { in: [' x=y!=z', '2'], ne: '4' },
    b: { notIn: ['', '3'] },
  });
  expect(readConditions(['{"id": {"in": [1, 12345678901234567890]}}', 'a=1'])).toEqual({
    and: [{ a: { eq: '1' } }, { id: { in: [1, '12345678901234567890'] } }],
  });
  expect(readConditions(['a>=50'])).toEqual({ a: { gte: '50' } });
  expect(readConditions(['a >= 5 ', 'a<-0.5', 'b>1', 'b<=2', 'c==>3'])).toEqual({
    and: [{ c: { eq: '=>3' } }, { a: { gte: '5' } }, { a: { lt: '-0.5' } }, { b: { gt: '1' } }, { b: { lte: '2' } }],
  });
  expect(readHaving(['{"m": {"gte": 0.12345678901234567890}}'])).toEqual({ m: { gte: '0.12345678901234567890' } });
});

test('CSV follows RFC 4180, and an empty field without quotes is null', () => {
  const cell = (decimal: string | null) => ({ decimal }) as Cell;
  const row = (by: string | null, decimal: string | null) => ({
    time: { start: 0, end: 3_600_000, complete: true },
    by: { d: by },
    cells: { m: cell(decimal) },
  });
  const rows = [
    row('a,b', '1.50'),
    row('say "so"', null),
    row('two\nlines', '0'),
    row('', '1'),
    row(null, '2'),
    row('付费', '3'),
  ];
  const csv = answerCsv(
    {
      frame: { groupBy: ['d'], compare: null, top: null, timeZone: 'UTC' },
      page: { metrics: ['m'] },
    } as unknown as MetricQuery,
    { rows } as unknown as Answer,
  );
  const time = '1970-01-01T00:00:00+00:00,1970-01-01T01:00:00+00:00,true';
  expect(csv).toBe(
    [
      'time.start,time.end,time.complete,d,m',
      `${time},"a,b",1.50`,
      `${time},"say ""so""",`,
      `${time},"two\nlines",0`,
      `${time},"",1`,
      `${time},,2`,
      `${time},付费,3`,
      '',
    ].join('\n'),
  );
});

test('colours are used in a terminal, unless the user turns them off', () => {
  const bold = (isTTY: boolean, env: NodeJS.ProcessEnv) => styleOf({ isTTY }, env).bold('x');
  expect(bold(true, {})).toBe('\u001b[1mx\u001b[22m');
  expect(bold(true, { NO_COLOR: '' })).toBe('\u001b[1mx\u001b[22m');
  for (const env of [{ NO_COLOR: '1' }, { TERM: 'dumb' }]) expect(bold(true, env)).toBe('x');
  expect(bold(false, {})).toBe('x');
});
