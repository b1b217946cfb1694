import { Client } from 'pg';

/** Values that a database may contain, and those that a spreadsheet would take for formulas. */
export const PLAIN = [
  'a,b',
  'say "so"',
  '"',
  'two\nlines',
  'two\r\nlines',
  'ends with a return\r',
  '付费 👩‍👩‍👧',
  ' padded ',
  "it's",
  '',
  '1-2',
  'a=b',
  'null',
  '\u0001\u2028\\',
  '<script>',
];
export const FORMULAS = [
  "=cmd|' /C calc'!A0",
  '=1+1',
  '+1',
  '-1',
  '@SUM(A1)',
  '\t=1',
  '\r=1',
  '\n=1',
  '="a","b"',
  '＝1',
  '＋1',
  '－1',
  '＠A1',
];

/** Makes a row of each text, and one of null, for {@link QUESTION}. */
export async function fillNastyTexts(url: string): Promise<void> {
  const owner = new Client({ connectionString: url });
  await owner.connect();
  await owner.query('truncate task_generate_log');
  const insert = `insert into task_generate_log (user_id, task_type, status, created_at) values (1, $1, 'success', '2026-03-03 10:00+08')`;
  for (const value of [...PLAIN, ...FORMULAS, null]) await owner.query(insert, [value]);
  await owner.end();
}

export const QUESTION = {
  select: ['tasks'],
  range: { from: '2026-03-02', through: '2026-03-08' },
  groupBy: ['task_type'],
  asOf: '2026-03-12T09:30:00+08:00',
};
