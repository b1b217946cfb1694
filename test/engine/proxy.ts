import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A network between a client and a server. A test can make it fail. */
export interface Proxy {
  /** The address of the server through this proxy. */
  readonly url: string;
  /** The number of connections made through this proxy so far. */
  readonly connections: number;
  /** Cuts every open connection. */
  reset(): void;
  /** Silently stops all traffic in both directions, also on connections that are made later. */
  stall(): void;
  resume(): void;
  close(): void;
}

export async function proxyTo(url: string): Promise<Proxy> {
  const { hostname, port } = new URL(url);
  const sockets = new Set<Socket>();
  let isStalled = false;
  let connections = 0;
  const server = createServer((client) => {
    connections += 1;
    const upstream = connect(Number(port), hostname);
    for (const [one, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(one);
      one.on('data', (data) => other.write(data));
      one.on('error', () => undefined);
      one.on('close', () => {
        sockets.delete(one);
        if (!isStalled) other.destroy();
      });
      if (isStalled) one.pause();
    }
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const through = new URL(url);
  through.port = String((server.address() as AddressInfo).port);
  const reset = () => {
    for (const socket of sockets) socket.resetAndDestroy();
  };
  return {
    url: through.href,
    get connections() {
      return connections;
    },
    reset,
    stall: () => {
      isStalled = true;
      for (const socket of sockets) socket.pause();
    },
    resume: () => {
      isStalled = false;
      for (const socket of sockets) socket.resume();
    },
    close: () => {
      server.close();
      reset();
    },
  };
}
