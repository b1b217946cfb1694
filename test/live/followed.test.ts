import { until } from '../eventually';
import { watched } from '../graphql/watchedEngine';
import { liveServer, type LiveServer } from './liveServer';

/** What moves answers besides rows: time, a database that tells nothing, one that fails. */
const CURRENT = 'range: { last: 0, unit: HOUR, includeCurrent: true }';

test('where tables tell nothing the statement is run again, once for all who read it', async () => {
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
  // Each run is as of another moment: no moment has a statement for each reader.
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

test('the embedded database tells nothing, and is asked again', async () => {
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
}, 60_000);

describe('failures', () => {
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

  test('an answer that fails is told once, and comes when it can be had again', async () => {
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
    // The statement is tried again after the failure before has been dealt with.
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
