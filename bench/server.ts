import { freshDatabase } from '../test/postgres/freshDatabase';
import startServer from '../test/postgres/start';
import stopServer from '../test/postgres/stop';

export interface BenchDatabase {
  readonly url: string;
  /** Drops the database, and ends the server if it was started for it. */
  close(): Promise<void>;
}

/** An empty database at `BENCH_DATABASE_URL`, or on a server of its own, started as for the tests. Gone on Ctrl-C too. */
export async function openDatabase(): Promise<BenchDatabase> {
  const given = process.env['BENCH_DATABASE_URL'];
  if (given) process.env['TEST_DATABASE_URL'] = given;
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
