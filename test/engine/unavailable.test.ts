import { createServer, type AddressInfo, type Server } from 'node:net';
import { openPostgres } from '../../src/engine/postgres/open';
import type { GatewayError } from '../../src/errors';
import { freshDatabase, type FreshDatabase } from '../postgres/freshDatabase';

let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());

const SECRET = 'hunter2-secret';

/** The error for a URL that is wrong in one way. */
async function failure(change: (url: URL) => void, connectWithinMs = 50_000): Promise<GatewayError> {
  const url = new URL(database.url);
  url.password ||= SECRET;
  change(url);
  const error: unknown = await openPostgres(url.href, { connectWithinMs }).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toMatchObject({ code: 'ENGINE_UNAVAILABLE' });
  expect(JSON.stringify([error, (error as Error).message, String(error)])).not.toContain(url.password);
  return error as GatewayError;
}

async function listening(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

test('nothing listens at the port', async () => {
  const error = await failure((url) => (url.port = '1'));
  expect(error.message).toBe('The PostgreSQL database cannot be reached: nothing listens at 127.0.0.1:1.');
});

test('the host does not exist', async () => {
  const error = await failure((url) => (url.hostname = 'no-such-host.invalid'));
  expect(error.message).toContain('the host name "no-such-host.invalid" is not known');
});

test('the password is wrong', async () => {
  const error = await failure((url) => (url.password = SECRET));
  expect(error.message).toContain('the password of the user "postgres" was refused');
});

test('the password is missing', async () => {
  const url = new URL(database.url);
  url.password = '';
  await expect(openPostgres(url.href)).rejects.toThrow('it asks for a password and DATABASE_URL has none');
});

test('the database does not exist', async () => {
  const error = await failure((url) => (url.pathname = '/nowhere'));
  expect(error.message).toContain('there is no database "nowhere"');
});

test('the server never answers', async () => {
  const server = createServer();
  const port = await listening(server);
  const error = await failure((url) => (url.port = String(port)), 400);
  expect(error.message).toContain(`nothing answered at 127.0.0.1:${port} in time`);
  server.close();
});

test('the server is not PostgreSQL', async () => {
  const server = createServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
  const port = await listening(server);
  await failure((url) => (url.port = String(port)));
  server.close();
});

test('encryption is required and the server has none', async () => {
  const error = await failure((url) => url.searchParams.set('ssl', 'true'));
  expect(error.message).toContain('the encrypted connection at');
});

test('the text is not a URL', async () => {
  await expect(openPostgres(`mysql://root:${SECRET}@localhost/x`)).rejects.toThrow(
    'DATABASE_URL does not begin with postgres://',
  );
  await expect(openPostgres('postgres://u:p@host:port/x')).rejects.toMatchObject({ code: 'ENGINE_UNAVAILABLE' });
});
