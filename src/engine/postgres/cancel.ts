import { Connection, type ClientBase } from 'pg';
import { setTimeout as pause } from 'node:timers/promises';

/** What the driver has and its types do not tell: where a client is connected, the key to cancel by, and the message for it. */
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
 * Has the server end the statement that runs on a connection. Resolves when it has ended and every order to do so has been followed,
 * so that none can hit what the connection is used for next. Errors: the server cannot be told, or does not follow, within the time.
 */
export async function cancelStatement(client: ClientBase, ended: Promise<unknown>, withinMs: number): Promise<void> {
  let isEnded = false;
  const end = ended.then(
    () => (isEnded = true),
    () => (isEnded = true),
  );
  const giveUpAt = performance.now() + withinMs;
  // An order that arrives before the statement does is for nothing: it is given again.
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
 * Sends a request to cancel, the way of the protocol: on a connection of its own, without logging in, so that it gets through where
 * there is no connection left, and by a key, so that it gets through poolers. The server ends that connection when it has passed it on.
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
