import { freshDatabase } from '../test/postgres/freshDatabase';
import startServer from '../test/postgres/start';
import stopServer from '../test/postgres/stop';

export interface BenchDatabase {
  readonly url: string;
  /** Drops the database, and stops the server if the benchmark started it. */
  close(): Promise<void>;
}

/**
 * Opens an empty database at `BENCH_DATABASE_URL`, or on a new server, which starts as in the
 * tests. It is also removed on Ctrl-C.
 */
export async function openDatabase(): Promise<BenchDatabase> {
  const address = process.env['BENCH_DATABASE_URL'];
  if (address) process.env['TEST_DATABASE_URL'] = address;
  await startServer();
  const database = await freshDatabase();
  const close = async () => {
    await database.drop();
    await stopServer();
  };
  const interrupted = () => void close().finally(() => process.exit(130));
  process.once('SIGINT', interrupted).once('SIGTERM', interrupted);
  return { url: database.url, close };
}
