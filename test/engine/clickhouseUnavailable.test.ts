import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { openClickhouse } from '../../src/engine/clickhouse/open';
import { until } from '../eventually';
import { ask } from './engineBehaviour';

const SECRET = 'hunter2-secret';
const servers: Server[] = [];
afterEach(() => servers.splice(0).forEach((one) => one.close().closeAllConnections()));

/** A server that is not ClickHouse, or an old one, and its address. */
async function listening(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function refusal(host: string, connectWithinMs = 50_000): Promise<string> {
  const error: unknown = await openClickhouse(`clickhouse://reader:${SECRET}@${host}/shop`, { connectWithinMs }).catch(
    (one: unknown) => one,
  );
  expect(error).toMatchObject({ code: 'ENGINE_UNAVAILABLE' });
  expect(JSON.stringify([error, (error as Error).message, String(error)])).not.toContain(SECRET);
  return (error as Error).message.replace('The ClickHouse database cannot be reached: ', '');
}

/** Answers of a server, each with the code of its error or null. */
const replies = (...all: readonly (readonly [body: string, code: string | null])[]): RequestListener => {
  let next = 0;
  return (_, response) => {
    const [body, code] = all[Math.min(next++, all.length - 1)]!;
    response.writeHead(code === null ? 200 : 500, code === null ? {} : { 'x-clickhouse-exception-code': code });
    response.end(body);
  };
};
const exception = (code: string, name: string) => [`Code: ${code}. DB::Exception: words. (${name})`, code] as const;

test('a version without materialized CTEs is refused', async () => {
  for (const version of ['24.8.14.39', '25.12.1.1', '26.2.9.1', '25.8.2.altinitystable']) {
    const host = await listening(replies([`${version}\t0\tdefault\n`, null]));
    expect(await refusal(host)).toBe(`it is ClickHouse ${version}; 26.3 or later is needed.`);
  }
});

test('later versions are accepted', async () => {
  for (const version of ['26.3.1.1', '26.10.2.1', '27.1.1.1']) {
    const host = await listening(replies([`${version}\t0\tdefault\n`, null], ['', null]));
    const engine = await openClickhouse(`clickhouse://${host}`);
    expect(engine.changes).not.toBeNull();
    await engine.close();
  }
});

test('without a right to see parts, changes are not reported', async () => {
  const host = await listening(replies(['26.7.1.1\t2\treader\n', null], exception('497', 'ACCESS_DENIED')));
  const engine = await openClickhouse(`clickhouse://${host}`);
  expect(engine.changes).toBeNull();
  await engine.close();
});

test('nothing listens, or the host does not exist', async () => {
  expect(await refusal('127.0.0.1:1')).toBe('nothing listens at 127.0.0.1:1.');
  expect(await refusal('no-such-host.invalid')).toBe('the host name "no-such-host.invalid" is not known.');
});

test('the server never answers', async () => {
  const host = await listening(() => undefined);
  expect(await refusal(host, 300)).toBe(`nothing answered at ${host}.`);
});

test('the server is not ClickHouse, or closes the connection', async () => {
  const other = await listening((_, response) => response.writeHead(404).end(`<html>${SECRET}</html>`));
  expect(await refusal(other)).toBe('it does not answer as the HTTP interface of ClickHouse.');
  const closes = await listening((request) => request.socket.destroy());
  expect(await refusal(closes)).toBe('the connection was lost.');
});

test('the server has no TLS', async () => {
  const host = await listening(replies(['', null]));
  await expect(openClickhouse(`clickhouses://${host}`)).rejects.toThrow(`the encrypted connection at ${host} failed`);
});

test.each([
  ['202', 'TOO_MANY_SIMULTANEOUS_QUERIES', 'ENGINE_UNAVAILABLE', 'it runs as many queries as it may'],
  ['241', 'MEMORY_LIMIT_EXCEEDED', 'ENGINE_UNAVAILABLE', 'it has no memory left for this'],
  ['516', 'AUTHENTICATION_FAILED', 'ENGINE_UNAVAILABLE', 'the user or the password was refused'],
  ['159', 'TIMEOUT_EXCEEDED', 'QUERY_TIMEOUT', 'took longer than'],
  ['394', 'QUERY_WAS_CANCELLED', 'CANCELLED', 'was cancelled'],
  ['60', 'UNKNOWN_TABLE', '60', 'words'],
])('a statement that fails with %s %s', async (code, name, expected, words) => {
  const host = await listening(replies(['26.7.1.1\t0\tdefault\n', null], ['', null], exception(code, name)));
  const engine = await openClickhouse(`clickhouse://${host}`);
  await expect(ask(engine, 'SELECT 1')).rejects.toMatchObject({
    code: expected,
    message: expect.stringContaining(words) as string,
  });
  await engine.close();
});

test('while the server is away, statements fail at once; when it is back, they work', async () => {
  let isAway = false;
  const host = await listening((request, response) => {
    if (isAway) request.socket.destroy();
    else if (request.url === '/ping') response.end('Ok.\n');
    else response.end('26.7.1.1\t0\tdefault\n');
  });
  const engine = await openClickhouse(`clickhouse://${host}`);
  isAway = true;
  for (let times = 0; times < 3; times++) {
    await expect(ask(engine, 'SELECT 1')).rejects.toMatchObject({ code: 'ENGINE_UNAVAILABLE' });
  }
  await expect(engine.ping(1_000)).rejects.toMatchObject({ code: 'ENGINE_UNAVAILABLE' });
  isAway = false;
  await engine.ping(30_000);
  const answered = () =>
    ask(engine, 'SELECT 1').then(
      () => true,
      () => false,
    );
  await until(answered);
  await engine.close();
});
