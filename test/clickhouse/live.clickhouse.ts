import { untilLookedAt, watched } from '../graphql/watchedEngine';
import { liveServer, type LiveServer } from '../live/liveServer';
import { copiedEngine, type CopiedEngine } from './copied';

// Live queries on ClickHouse: a changed part sends a new answer, and nothing else does.

let copied: CopiedEngine;
let server: LiveServer;
const watch = watched();
beforeAll(async () => {
  const source = await liveServer();
  copied = await copiedEngine(source.registry, source.url!);
  await source.close();
  server = await liveServer({ database: [], through: () => watch.through(copied.engine) });
});
afterAll(async () => {
  await server.close();
  await copied.close();
  expect(server.internal).toEqual([]);
});

const WEEK = 'range: { from: "2026-03-02", through: "2026-03-08" }';
const TASKS = `subscription { metricsChanged(${WEEK}) { totals { values { tasks } } } }`;
const answer = (tasks: number) => ({ data: { metricsChanged: { totals: { values: { tasks } } } } });
const task = (id: number, day = '2026-03-03') =>
  `insert into task_generate_log (id, user_id, task_type, status, created_at) values (${id}, 1, 'text', 'success', '${day} 02:00:00')`;
const without = (...ids: number[]) => `delete from task_generate_log where id in (${ids.join(', ')})`;

test.each(['ws', 'sse'] as const)(
  'over %s, the client gets the current answer and one after each insert, update and delete',
  async (over) => {
    const reading = server.read(TASKS, over);
    expect(await reading.next()).toEqual(answer(23));
    await copied.write(task(9001));
    expect(await reading.next()).toEqual(answer(24));
    await copied.write(
      `alter table task_generate_log update created_at = '2026-04-01 02:00:00' where id = 9001 settings mutations_sync = 2`,
    );
    expect(await reading.next()).toEqual(answer(23));
    await copied.write(task(9002));
    expect(await reading.next()).toEqual(answer(24));
    await copied.write(without(9001, 9002));
    expect(await reading.next()).toEqual(answer(23));
    reading.leave();
  },
);

test('series change as tables do', async () => {
  const reading = server.read(
    `subscription { metricSeriesChanged(select: [tasks], ${WEEK}, grain: WEEK) { series { values } } }`,
  );
  const series = (tasks: number) => ({ data: { metricSeriesChanged: { series: [{ values: [tasks] }] } } });
  expect(await reading.next()).toEqual(series(23));
  await copied.write(task(9010));
  expect(await reading.next()).toEqual(series(24));
  await copied.write(without(9010));
  expect(await reading.next()).toEqual(series(23));
  reading.leave();
});

test('a parent that changes sends a new answer, too', async () => {
  const reading = server.read(
    `subscription { metricsChanged(${WEEK}, groupBy: [utm_source], where: { utm_source: { eq: "new" } }) { rows { values { tasks } } } }`,
  );
  const rows = (...tasks: number[]) => ({
    data: { metricsChanged: { rows: tasks.map((one) => ({ values: { tasks: one } })) } },
  });
  expect(await reading.next()).toEqual(rows());
  await copied.write(task(9020).replace(', 1,', ', 9020,'));
  await copied.write(
    `insert into user (id, utm_source, registration_date) values (9020, 'new', '2026-03-01 00:00:00')`,
  );
  expect(await reading.next()).toEqual(rows(1));
  await copied.write(without(9020), 'delete from user where id = 9020');
  expect(await reading.next()).toEqual(rows());
  reading.leave();
});

test('merged parts and other tables run no statement', async () => {
  // A merge that removes deleted rows is a change, so they go first.
  await copied.write('optimize table task_generate_log final', task(9030, '2026-05-03'), task(9031, '2026-05-03'));
  const reading = server.read(TASKS);
  expect(await reading.next()).toEqual(answer(23));
  const before = watch.statements.length;
  await copied.write(
    'optimize table task_generate_log final',
    `insert into user (id, registration_date) values (9030, '2026-03-03 02:00:00')`,
  );
  await untilLookedAt(watch);
  expect([watch.statements.length - before, reading.waiting]).toEqual([0, 0]);
  // Rows out of the range run a statement, and its equal answer is not sent.
  await copied.write(task(9032, '2026-05-03'));
  await copied.write(task(9033));
  expect(await reading.next()).toEqual(answer(24));
  await copied.write(without(9033));
  expect(await reading.next()).toEqual(answer(23));
  reading.leave();
});

test('a table that is replaced is watched from then on', async () => {
  const reading = server.read(TASKS);
  expect(await reading.next()).toEqual(answer(23));
  await copied.write(
    'create table next as task_generate_log',
    'insert into next select * from task_generate_log',
    task(9040).replace('task_generate_log', 'next'),
    'exchange tables next and task_generate_log',
  );
  expect(await reading.next()).toEqual(answer(24));
  await copied.write(task(9041));
  expect(await reading.next()).toEqual(answer(25));
  await copied.write(
    'rename table task_generate_log to behind',
    'create view task_generate_log as select * from behind where id < 9040',
  );
  expect(await reading.next()).toEqual(answer(23));
  await copied.write(task(9039).replace('task_generate_log', 'behind'));
  expect(await reading.next()).toEqual(answer(24));
  reading.leave();
});
