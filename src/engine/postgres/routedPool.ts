import { Client, Pool, type ClientConfig, type PoolClient, type PoolConfig } from 'pg';
import type { SessionTarget } from './databaseUrl';
import { checkTarget, type Attempt, type Routes } from './routes';

/** A pool, and how a connection is taken from it: a new one, or an idle one. */
export interface Connections {
  readonly pool: Pool;
  connect(): Promise<PoolClient>;
}

/** A pool with one address. */
export function pooled(config: PoolConfig): Connections {
  const pool = new Pool(config);
  return { pool, connect: () => pool.connect() };
}

/**
 * A pool whose new connections try the routes in order. The driver's pool knows one address only,
 * so each new client asks here for its route. Errors of `connect`: NoRoute.
 */
export function routedPool(config: PoolConfig, routes: Routes): Connections {
  let next: Attempt | undefined;
  class RoutedClient extends Client {
    readonly target: SessionTarget;

    constructor() {
      const { route, target } = next ?? routes.first;
      super({ ...(config as ClientConfig), ...route });
      this.target = target;
    }
  }
  const pool = new Pool({
    ...config,
    Client: RoutedClient,
    onConnect: (client) => checkTarget(client, (client as RoutedClient).target),
  });
  return {
    pool,
    connect: () =>
      pool.idleCount > 0
        ? pool.connect()
        : routes.connect((attempt) => {
            // The pool makes its client before `connect` returns, so no other call comes between.
            next = attempt;
            const connecting = pool.connect();
            next = undefined;
            return connecting;
          }),
  };
}
