import { ClickHouseLogLevel, createClient } from '@clickhouse/client';
import { parseClickhouseUrl } from '../../../src/engine/clickhouse/databaseUrl';
import { startClickhouse } from './start';

/** An empty database for one file of tests. */
export interface FreshClickhouse {
  /** In the form of `DATABASE_URL`, with a user who may write. */
  readonly url: string;
  readonly name: string;
  /** It is chdb behind our own server; otherwise a real server. */
  readonly isInProcess: boolean;
  /** Runs statements that write, one after the other. */
  write(...statements: readonly string[]): Promise<void>;
  /** Rows of the owner, each as its values. */
  ask(text: string): Promise<readonly (readonly unknown[])[]>;
  drop(): Promise<void>;
}

let made = 0;

export async function freshClickhouse(): Promise<FreshClickhouse> {
  const server = await startClickhouse();
  const { host, port, user: username, password } = parseClickhouseUrl(server.url);
  const name = `test_${process.pid}_${(made += 1)}`;
  const connect = (database: string) =>
    createClient({
      url: `http://${host}:${port}`,
      username,
      password,
      database,
      request_timeout: 300_000,
      log: { level: ClickHouseLogLevel.OFF },
    });
  const first = connect('default');
  await first.command({ query: `CREATE DATABASE ${name}` });
  await first.close();
  const owner = connect(name);
  const url = new URL(server.url);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    name,
    isInProcess: server.isInProcess,
    write: async (...statements) => {
      for (const query of statements) await owner.command({ query });
    },
    ask: async (query) => (await owner.query({ query, format: 'JSONCompactEachRow' })).json<readonly unknown[]>(),
    drop: async () => {
      await owner.command({ query: `DROP DATABASE ${name} SYNC` });
      await owner.close();
      await server.stop();
    },
  };
}
