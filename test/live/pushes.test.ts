import { setTimeout as pause } from 'node:timers/promises';
import { until } from '../eventually';
import { untilLookedAt, watched } from '../graphql/watchedEngine';
import { liveServer, POLL_MS, type LiveServer } from './liveServer';

/**
 * `metricsChanged` and `metricSeriesChanged` over real sockets, on a real PostgreSQL: when they
 * send an answer and when they do not.
 */
let server: LiveServer;
const watch = watched();
beforeAll(async () => {
  server = await liveServer({ through: watch.through });
});
afterAll(async () => {
  await server.close();
  expect(server.internal).toEqual([]);
});

const WEEK = 'range: { from: "2026-03-02", through: "2026-03-08" }';
const tasks = (more = '') => `subscription { metricsChanged(${WEEK}${more}) { totals { values { tasks } } } }`;
const answer = (number: number) => ({ data: { metricsChanged: { totals: { values: { tasks: number } } } } });
const task = (id: number) =>
  `insert into task_generate_log (id, user_id, task_type, status, created_at) values (${id}, 1, 'text', 'success', '2026-03-03 10:00+08')`;

test.each(['ws', 'sse'] as const)(
  'over %s, the client gets the current answer and one after each change of the rows',
  async (over) => {
    const reading = server.read(tasks(), over);
    expect(await reading.next()).toEqual(answer(23));
    await server.write(task(9001));
    expect(await reading.next()).toEqual(answer(24));
    await server.write(`update task_generate_log set created_at = '2026-04-01 10:00+08' where id = 9001`);
    expect(await reading.next()).toEqual(answer(23));
    await server.write(`update task_generate_log set created_at = '2026-03-08 10:00+08' where id = 9001`);
    expect(await reading.next()).toEqual(answer(24));
    await server.write('delete from task_generate_log where id = 9001');
    expect(await reading.next()).toEqual(answer(23));
    reading.leave();
  },
);

test('series change as tables do, and a change of `meta.asOf` alone sends nothing', async () => {
  const query = `subscription live($select: [MetricKey!]!) {
    metricSeriesChanged(select: $select, ${WEEK}, grain: WEEK) { series { values overall { value } } meta { asOf } }
  }`;
  const reading = server.read(query, 'sse', { select: ['tasks'] });
  const series = (number: number) => [{ values: [number], overall: { value: number } }];
  expect((await reading.next()).data.metricSeriesChanged.series).toEqual(series(23));
  const ended = watch.ended;
  await server.write(task(9011).replace('2026-03-03', '2026-05-03'));
  await until(() => watch.ended > ended);
  await untilLookedAt(watch);
  expect(reading.waiting).toBe(0);
  await server.write(task(9010));
  expect((await reading.next()).data.metricSeriesChanged.series).toEqual(series(24));
  await server.write('delete from task_generate_log where id in (9010, 9011)');
  expect((await reading.next()).data.metricSeriesChanged.series).toEqual(series(23));
  reading.leave();
});

test('truncating a table sends a new answer', async () => {
  const reading = server.read(`subscription { metricsChanged(${WEEK}) { totals { values { adoptions } } } }`);
  const { data } = await reading.next();
  expect(data.metricsChanged.totals.values.adoptions).toBeGreaterThan(0);
  await server.write('truncate user_action_log');
  expect((await reading.next()).data).toEqual({ metricsChanged: { totals: { values: { adoptions: 0 } } } });
  reading.leave();
});

test('a change of other tables runs no statement, and an unchanged answer is not sent', async () => {
  const query = `subscription { metricsChanged(${WEEK}) { totals { values { tasks } } meta { at: asOf elapsedMs } plan { literalSql } } }`;
  const reading = server.read(query);
  await reading.next();
  const before = watch.statements.length;
  await server.write(`insert into "user" (id, registration_date) values (9002, '2026-03-03 10:00+08')`);
  await untilLookedAt(watch);
  expect([watch.statements.length - before, reading.waiting]).toEqual([0, 0]);
  const ended = watch.ended;
  await server.write(task(9003).replace('2026-03-03', '2026-05-03'));
  await until(() => watch.ended > ended);
  await untilLookedAt(watch);
  expect([watch.statements.length - before, reading.waiting]).toEqual([1, 0]);
  // The next answer comes from a later change, which the second statement reads.
  await server.write(task(9006));
  expect((await reading.next()).data).toMatchObject({ metricsChanged: { totals: { values: { tasks: 24 } } } });
  expect([watch.statements.length - before, reading.waiting]).toEqual([2, 0]);
  reading.leave();
  await server.write('delete from task_generate_log where id = 9006');
});

test('equal subscriptions share one statement with compatible ones, and a later one gets the current answer', async () => {
  const same = [server.read(tasks()), server.read(tasks(), 'sse'), server.read(tasks())];
  const agrees = server.read(tasks().replace('tasks', 'failed_tasks'));
  for (const reading of same) expect(await reading.next()).toEqual(answer(23));
  await agrees.next();
  const before = watch.statements.length;
  await server.write(task(9004).replace('success', 'failed'));
  for (const reading of same) expect(await reading.next()).toEqual(answer(24));
  await agrees.next();
  expect(watch.statements.length - before).toBe(1);
  const late = server.read(tasks());
  expect(await late.next()).toEqual(answer(24));
  // The others do not get the same answer twice: their next one comes from a later change.
  await server.write(task(9007));
  for (const reading of [...same, late]) expect(await reading.next()).toEqual(answer(25));
  expect(same.map(({ waiting }) => waiting)).toEqual([0, 0, 0]);
  for (const reading of [...same, agrees, late]) reading.leave();
  await server.write('delete from task_generate_log where id in (9004, 9007)');
});

test('a view over partitions that replaces a table is watched from then on', async () => {
  const reading = server.read(tasks());
  expect(await reading.next()).toEqual(answer(23));
  const { ended } = watch;
  await server.write(`
    begin;
    alter table task_generate_log rename to before;
    create table parts (like before including defaults) partition by range (created_at);
    create table parts_march partition of parts for values from ('2026-03-01') to ('2026-04-01');
    create table parts_rest partition of parts default;
    insert into parts select * from before;
    create view task_generate_log as select * from parts;
    commit`);
  // The new definition is noticed. The statement runs again, with the same answer.
  await until(() => watch.ended > ended);
  await server.write(task(9005).replace('task_generate_log', 'parts'));
  expect(await reading.next()).toEqual(answer(24));
  await server.write('drop view task_generate_log; drop table parts; alter table before rename to task_generate_log');
  expect(await reading.next()).toEqual(answer(23));
  reading.leave();
});

test('no table is looked at when nobody subscribes', async () => {
  const reading = server.read(tasks());
  await reading.next();
  await untilLookedAt(watch);
  reading.leave();
  // In one process, a due look comes before a timer that starts later and runs longer.
  await until(async () => {
    const { begun } = watch.looks;
    await pause(POLL_MS + 20);
    return watch.looks.begun === begun && watch.looks.ended === begun;
  });
});
