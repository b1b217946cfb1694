import type { Duplex } from 'node:stream';
import { DataSource } from 'typeorm';
import { SubscriptionRecord } from './entities/subscriptionRecord';
import { TaskGenerateLog } from './entities/taskGenerateLog';
import { Trade } from './entities/trade';
import { User } from './entities/user';
import { UserActionLog } from './entities/userActionLog';
import { CreateProductTables1792368000000 } from './migrations/1792368000000-CreateProductTables';
import { CreateMetricIndexes1792368000001 } from './migrations/1792368000001-CreateMetricIndexes';

/** The settings of the driver for one server. */
export interface ServerSettings {
  readonly host: string;
  readonly port: number;
  readonly user?: string;
  readonly password?: string;
  readonly database?: string;
}

/** A server, or a stream to an embedded database in PostgreSQL's protocol. */
export type DatabaseAddress =
  { readonly url: string } | { readonly server: ServerSettings } | { readonly stream: () => Duplex };

const CONNECT_TIMEOUT_MS = 10_000;

/**
 * Returns the data source of the product's tables and migrations. It reads and writes, for
 * migrations and demo data, never for metric queries.
 */
export function dataSource(address: DatabaseAddress): DataSource {
  return new DataSource({
    type: 'postgres',
    entities: [User, Trade, TaskGenerateLog, UserActionLog, SubscriptionRecord],
    // Listed by name instead of a file pattern, so that only these run.
    migrations: [CreateProductTables1792368000000, CreateMetricIndexes1792368000001],
    migrationsTableName: 'metergate_migrations',
    migrationsTransactionMode: 'all',
    applicationName: 'metergate',
    // Extensions need rights that a product's role seldom has, and no table here uses one.
    installExtensions: false,
    ...of(address),
  });
}

function of(address: DatabaseAddress) {
  if ('stream' in address) return embedded(address.stream);
  // TypeORM gives `extra` to the driver.
  const server =
    'url' in address ? { url: address.url } : { database: address.server.database ?? '', extra: address.server };
  return { ...server, connectTimeoutMS: CONNECT_TIMEOUT_MS };
}

/** The embedded database has one session. A second connection would wait forever for the first. */
function embedded(stream: () => Duplex) {
  return {
    username: 'postgres',
    password: 'postgres',
    database: 'postgres',
    ssl: false,
    poolSize: 1,
    extra: { stream, max: 1, idleTimeoutMillis: 0 },
  };
}
