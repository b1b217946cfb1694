import { Connection, type ClientBase } from 'pg';
import { setTimeout as pause } from 'node:timers/promises';

/**
 * Parts of the driver without types: the address of a client, the key for cancelling, and the
 * message.
 */
interface ConnectedClient {
  readonly host: string;
  readonly port: number;
  readonly ssl: boolean | object;
  readonly sslNegotiation: string;
  readonly processID: number;
  readonly secretKey: number;
}
interface Canceller {
  connect(port: number | string, host?: string): void;
  requestSsl(): void;
  cancel(processID: number, secretKey: number): void;
}

const FIRST_PAUSE_MS = 40;

/**
 * Cancels the statement that runs on a connection. Resolves when it has ended and the server has
 * handled every request, so that none can reach the next statement. Errors: the server does not
 * take the request, or the statement does not end, in time.
 */
export async function cancelStatement(client: ClientBase, ended: Promise<unknown>, withinMs: number): Promise<void> {
  let isEnded = false;
  const end = ended.then(
    () => (isEnded = true),
    () => (isEnded = true),
  );
  const giveUpAt = performance.now() + withinMs;
  // A request that arrives before the statement has no effect, so it is repeated.
  for (let between = FIRST_PAUSE_MS; !isEnded; between *= 2) {
    const left = giveUpAt - performance.now();
    if (left <= 0) throw new Error('The statement did not end.');
    await order(client as unknown as ConnectedClient, left);
    const waiting = new AbortController();
    await Promise.race([end, pause(Math.min(between, left), undefined, { signal: waiting.signal })]);
    waiting.abort();
  }
}

/**
 * Sends a request to cancel, as the protocol defines it. It uses its own connection without a
 * login, so that it works if no connection is left, and a key, so that it works through poolers.
 * The server closes that connection after it has passed the request on.
 */
function order(
  { host, port, ssl, sslNegotiation, processID, secretKey }: ConnectedClient,
  withinMs: number,
): Promise<void> {
  const config = { ssl, sslNegotiation } as ConstructorParameters<typeof Connection>[0];
  const connection = new Connection(config);
  const canceller = connection as unknown as Canceller;
  const cancel = () => canceller.cancel(processID, secretKey);
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => fail(new Error('The server did not take the order to cancel.')), withinMs);
    const fail = (error: Error) => {
      clearTimeout(timer);
      connection.stream.destroy();
      reject(error);
    };
    connection.on('connect', () => {
      if (!ssl) cancel();
      else if (sslNegotiation !== 'direct') canceller.requestSsl();
    });
    connection.on('sslconnect', cancel);
    connection.on('error', fail);
    connection.on('end', () => {
      clearTimeout(timer);
      resolve();
    });
    if (host.startsWith('/')) canceller.connect(`${host}/.s.PGSQL.${port}`);
    else canceller.connect(port, host);
  });
}
