import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { until } from '../eventually';
import { address, exported, type Arguments } from '../export/exporting';
import { everyUserEveryDay, fillUsers } from '../export/manyRows';
import { fillNastyTexts, QUESTION } from '../export/nastyTexts';
import { QUESTIONS } from '../export/questions';
import { bothServers, type BothServers } from './bothServers';

// An export from ClickHouse is the same file as one from PostgreSQL, byte for byte.

const FORMATS = ['csv', 'ndjson'] as const;

async function expectSame({ postgres, clickhouse }: BothServers, given: Arguments): Promise<string> {
  const files = [];
  for (const format of FORMATS) {
    files.push(await exported(clickhouse, format, given));
    expect(files.at(-1)).toBe(await exported(postgres, format, given));
  }
  expect(await exported(clickhouse, 'csv', given, 'GET')).toBe(files[0]);
  return files[0]!;
}

describe('every question', () => {
  let both: BothServers;
  beforeAll(async () => {
    both = await bothServers();
  });
  afterAll(() => both.close());

  test.each(Object.entries(QUESTIONS))('%s', async (_name, question) => {
    await expectSame(both, question);
  });

  test('no answer was INTERNAL', () => expect(both.clickhouse.internal).toEqual([]));
});

test('texts that act as CSV, JSON, tabs or formulas', async () => {
  const both = await bothServers({}, ({ url }) => fillNastyTexts(url!));
  expect((await expectSame(both, QUESTION)).length).toBeGreaterThan(500);
  await both.close();
});

describe('many rows', () => {
  const USERS = 3_000;
  let both: BothServers;
  let port: number;
  beforeAll(async () => {
    both = await bothServers({}, ({ url }) => fillUsers(url!, USERS));
    await both.clickhouse.app.listen({ host: '127.0.0.1', port: 0 });
    ({ port } = both.clickhouse.app.server.address() as AddressInfo);
  });
  afterAll(() => both.close());

  const send = (given: Arguments) => {
    const sent = request({ host: '127.0.0.1', port, path: address('csv', given), agent: false });
    sent.on('error', () => undefined).end();
    return sent;
  };

  /** The engine has no statement, and nobody waits for one. */
  const isIdle = () => {
    const { running, waiting } = both.copied.engine.load!();
    return running + waiting === 0;
  };

  test('the files are the same, in many batches', async () => {
    const file = await expectSame(both, { ...everyUserEveryDay, compare: { previousPeriod: true } });
    expect(file.split('\n').length).toBeGreaterThan(USERS * 10);
  });

  test('a client that leaves during the rows gives back its connection', async () => {
    const sent = send(everyUserEveryDay);
    const [answer] = (await once(sent, 'response')) as [IncomingMessage];
    await once(answer, 'readable');
    sent.destroy();
    await until(isIdle);
    expect(await exported(both.clickhouse, 'csv', { ...everyUserEveryDay, limit: 1 })).toMatch(/^time.*\n2026.*\n$/);
  });

  test('a client that leaves before the rows ends its statement at the server', async () => {
    await both.copied.write(
      'rename table task_generate_log to finished',
      `create view task_generate_log as select finished.* from finished
       cross join (select max(sipHash64(number)) as never from system.numbers) as endless where never > 0`,
    );
    const sent = send(everyUserEveryDay);
    await until(async () => (await statements()) === 1);
    sent.destroy();
    await until(async () => (await statements()) === 0);
    await until(isIdle);
    await both.copied.write('drop view task_generate_log', 'rename table finished to task_generate_log');
    expect(await exported(both.clickhouse, 'csv', { ...everyUserEveryDay, limit: 1 })).toMatch(/^time.*\n2026.*\n$/);
  });

  /** The statements that read the logs now. */
  async function statements(): Promise<number> {
    const [[count] = []] = await both.copied.ask(
      `select toInt32(count()) from system.processes where query like '%task_generate_log%' and query not like '%system.processes%'`,
    );
    return Number(count);
  }

  test('none of them was an INTERNAL error', () => expect(both.clickhouse.internal).toEqual([]));
});
