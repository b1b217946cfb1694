import { until } from '../eventually';
import { watched } from '../graphql/watchedEngine';
import { liveServer, type LiveServer } from './liveServer';

/**
 * Other causes of a new answer than changed rows: time, an engine without change counts, failures.
 */
const CURRENT = 'range: { last: 0, unit: HOUR, includeCurrent: true }';

test('without change counts the statement runs again regularly, once for all readers', async () => {
  const watch = watched();
  const server = await liveServer({
    through: (engine) => ({ ...watch.through(engine), changes: null }),
    live: { rerunMs: 100 },
  });
  const now = `subscription { metricsChanged(${CURRENT}) { totals { values { tasks } } } }`;
  const both = [server.read(now), server.read(now, 'sse')];
  for (const reading of both) await reading.next();
  const before = watch.statements.length;
  await until(() => watch.statements.length >= before + 4);
  // Each run has another asOf, so no two runs belong to the same moment.
  const runs = watch.statements.slice(before).map(({ parameters }) => JSON.stringify(parameters));
  expect(new Set(runs).size).toBe(runs.length);
  for (const reading of both) reading.leave();
  const query =
    'subscription { metricsChanged(range: { from: "2026-03-02", through: "2026-03-08" }) { totals { values { tasks } } } }';
  const readings = [server.read(query), server.read(query, 'sse')];
  for (const reading of readings) await reading.next();
  await server.write('delete from task_generate_log');
  for (const reading of readings) expect((await reading.next()).data.metricsChanged.totals.values.tasks).toBe(0);
  for (const reading of readings) reading.leave();
  await server.close();
});

test('the embedded database has no change counts, so its statement runs again', async () => {
  const watch = watched();
  const server = await liveServer({ on: 'embedded', through: watch.through, live: { rerunMs: 100 } });
  expect(server.engine.changes).toBeNull();
  const reading = server.read(
    `subscription { metricsChanged(${CURRENT}) { totals { values { tasks } } meta { asOf } } }`,
  );
  await reading.next();
  const before = watch.statements.length;
  await until(() => watch.statements.length >= before + 2);
  expect(reading.waiting).toBe(0);
  reading.leave();
  await server.close();
});

describe('after a failure', () => {
  let server: LiveServer;
  let fails: Error | null = null;
  const watch = watched();
  let failures = 0;
  watch.before = () => {
    if (fails === null) return;
    failures += 1;
    throw fails;
  };
  beforeAll(async () => {
    server = await liveServer({ through: watch.through, live: { rerunMs: 200 } });
  });
  afterAll(() => server.close());

  test('the client gets the error once, and an answer when there is one again', async () => {
    const query =
      'subscription { metricsChanged(range: { from: "2026-03-02", through: "2026-03-08" }) { totals { values { failed_tasks } } } }';
    const reading = server.read(query);
    const first = await reading.next();
    fails = new Error('a secret');
    await server.write('delete from task_generate_log');
    const failed = await reading.next();
    expect(failed.data).toEqual({ metricsChanged: null });
    expect(failed.errors).toMatchObject([{ path: ['metricsChanged'], extensions: { code: 'INTERNAL' } }]);
    expect(JSON.stringify(failed)).not.toContain('secret');
    // The statement is tried again only after the earlier failure was handled.
    const tries = failures;
    await until(() => failures >= tries + 3);
    expect(reading.waiting).toBe(0);
    fails = null;
    const again = await reading.next();
    expect([first.errors, again.errors, again.data.metricsChanged.totals.values.failed_tasks]).toEqual([
      undefined,
      undefined,
      0,
    ]);
    reading.leave();
  });
});
