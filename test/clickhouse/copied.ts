import { openClickhouse } from '../../src/engine/clickhouse/open';
import type { Registry } from '../../src/model/registry';
import type { RowsEngine } from '../property/gateway';
import { copyTables } from './copyTables';
import { freshClickhouse } from './server/freshDatabase';

/** ClickHouse with the rows of a PostgreSQL database, copied again whenever they change. */
export async function copiedEngine(registry: Registry, url: string): Promise<RowsEngine> {
  const database = await freshClickhouse();
  const refresh = () => copyTables(registry, url, (statement) => database.write(statement));
  await refresh();
  const engine = await openClickhouse(database.url, { connectWithinMs: 60_000 });
  return {
    engine,
    refresh,
    async close() {
      await engine.close();
      await database.drop();
    },
  };
}
