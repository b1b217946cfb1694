import { readFileSync } from 'node:fs';
import type { DataSource } from 'typeorm';
import { ask, beginAsking } from '../../src/answer/ask';
import { connect, type Gateway } from '../../src/answer/gateway';
import { servicesOf, type Services } from '../../src/answer/services';
import { dataSource } from '../../src/database/dataSource';
import { forItself } from '../../src/engine/asker';
import { openEmbedded } from '../../src/engine/embedded/open';
import { checkQuery } from '../../src/query/checkQuery';
import { readyDirectory } from '../engine/readyDirectory';
import { FIXTURE_ROWS } from '../postgres/productDatabase';
import { productModel } from '../registry/productModel';

/** Kept answers on the embedded database, to which nobody else writes. */
let gateway: Gateway;
let services: Services;
/** A source keeps the only connection for as long as it is open. */
let write: (work: (source: DataSource) => Promise<unknown>) => Promise<void>;
let close: () => Promise<void>;
beforeAll(async () => {
  const directory = await readyDirectory();
  const embedded = await openEmbedded(directory.path);
  write = async (work) => {
    const source = await dataSource({ stream: embedded.stream }).initialize();
    await work(source);
    await source.destroy();
  };
  await write(async (source) => {
    await source.runMigrations();
    await source.query(readFileSync(FIXTURE_ROWS, 'utf8'));
  });
  gateway = await connect(productModel(), embedded.engine);
  services = servicesOf(gateway);
  close = async () => {
    await embedded.close();
    await directory.remove();
  };
});
afterAll(() => close());

const NOW = Date.parse('2026-03-12T09:30:00+08:00');

async function asked(now: number): Promise<{ readonly status: string; readonly tasks: string | null }> {
  const request = { metrics: ['tasks'], range: { from: '2026-03-02', to: '2026-03-09' } };
  const query = checkQuery(gateway.registry, request, now);
  const asking = beginAsking(gateway, services, forItself(60_000), { maxAgeMs: 0 });
  const { answer } = await ask(asking, { query, entity: null, needsNumbers: true });
  const [{ cells } = { cells: {} }] = answer!.rows;
  return { status: answer!.meta.cache.status, tasks: JSON.stringify(cells) };
}

test('an answer is used again while nobody writes, and not after a write', async () => {
  const first = await asked(NOW);
  expect(first.status).toBe('MISS');
  expect(await asked(NOW + 1_000)).toEqual({ ...first, status: 'HIT' });
  await write((source) =>
    source.query(`DELETE FROM task_generate_log WHERE created_at BETWEEN '2026-03-03' AND '2026-03-06'`),
  );
  const after = await asked(NOW + 2_000);
  expect(after.status).toBe('MISS');
  expect(after.tasks).not.toBe(first.tasks);
  expect((await asked(NOW + 3_000)).status).toBe('HIT');
});
