import { FirstRows } from '../../src/answer/firstRows';
import { Deadline } from '../../src/engine/deadline';
import type { Engine, EngineRow } from '../../src/engine/engine';
import { EVERYTHING, type Policy } from '../../src/policy/policy';
import type { TimeColumn } from '../../src/model/timeColumns';
import { productModel } from '../registry/productModel';
import { postgresDialect } from '../../src/sql/postgres/dialect';

const TASKS = { table: 'task_generate_log', at: 'created_at' };
const TRADES = { table: 'trade', at: 'paid_at' };
const AS_OF = 5_000;

function firstRows(answers: EngineRow[]) {
  const clock = { now: 0 };
  const sent: string[] = [];
  const engine = {
    dialect: postgresDialect,
    run: async ({ text }: { text: string }) => {
      sent.push(text);
      return [answers.shift()!];
    },
  } as unknown as Engine;
  const rows = new FirstRows(productModel(), engine, () => clock.now);
  const of = (datings: readonly TimeColumn[], policy: Policy = EVERYTHING) =>
    rows.of(datings, { timeZone: 'UTC', asOf: AS_OF, policy }, new Deadline(1_000));
  return { of, clock, sent };
}

test('a first row is looked up once a minute, and a missing one every time', async () => {
  const { of, clock, sent } = firstRows([['1000', null], ['2000'], [null], ['900', '2000']]);
  expect(await of([TASKS, TRADES])).toEqual([1000, null]);
  expect(await of([TRADES, TASKS])).toEqual([2000, 1000]);
  expect(sent[1]).not.toContain('task_generate_log');
  clock.now = 59_999;
  expect(await of([TASKS])).toEqual([1000]);
  expect(sent).toHaveLength(2);
  clock.now = 60_000;
  expect(await of([TASKS])).toEqual([null]);
  expect(await of([TASKS, TRADES])).toEqual([900, 2000]);
  expect(sent).toHaveLength(4);
});

test('a date in the millisecond of asOf is looked up again, up to asOf', async () => {
  const { of, sent } = firstRows([
    ['1000', '5000'],
    ['1000', null],
  ]);
  expect(await of([TASKS, TRADES])).toEqual([1000, null]);
  expect(sent).toHaveLength(2);
});

test('a policy with other visible rows has its own first row', async () => {
  const { of, sent } = firstRows([['1000'], ['2000']]);
  const own: Policy = { ...EVERYTHING, public: ['trade'] };
  expect(await of([TASKS])).toEqual([1000]);
  expect(await of([TASKS], own)).toEqual([2000]);
  expect(await of([TASKS], own)).toEqual([2000]);
  expect(await of([TASKS])).toEqual([1000]);
  expect(sent).toHaveLength(2);
});
