import { ChangeWatcher } from '../../src/answer/changeWatcher';
import type { Gateway } from '../../src/answer/gateway';
import { checkQuery } from '../../src/query/checkQuery';
import { postgresDialect } from '../../src/sql/postgres/dialect';
import { productModel } from '../registry/productModel';

/**
 * Each subscription that began put off the next check of all. A client that began one every few
 * milliseconds stopped the answers of all other clients, and paid for none of its own.
 */
beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

test.each([3, 9])('a query gets its moment although another begins every %d ms', async (everyMs) => {
  const registry = productModel();
  const engine = { dialect: postgresDialect, changes: null };
  const gateway = { registry, engine, indexes: new Set(), estimates: new Map() } as unknown as Gateway;
  const range = { last: 7, unit: 'day' } as const;
  const query = checkQuery(registry, { metrics: [...registry.metrics.keys()].slice(0, 1), range }, Date.now());
  const watcher = new ChangeWatcher(gateway);
  const first = jest.fn();
  const one = watcher.watch(query, false);
  void one.next().then(first);
  for (let ms = 0; ms < 200; ms += everyMs) {
    const other = watcher.watch(query, false);
    void other.next();
    await jest.advanceTimersByTimeAsync(everyMs);
    void other.return();
  }
  expect(first).toHaveBeenCalledTimes(1);
  void one.return();
});
