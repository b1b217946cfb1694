import fastify, { type FastifyInstance } from 'fastify';
import { identifyAll } from '../../src/server/auth/identified';
import { ANONYMOUS } from '../../src/server/auth/identity';
import { Admission } from '../../src/server/http/admission';
import { handleErrors } from '../../src/server/http/httpErrors';

/**
 * The server accepts requests up to a limit, and rejects the others before it does anything for
 * them.
 */
let app: FastifyInstance;
let answer: () => void;
beforeEach(() => {
  app = fastify({ return503OnClosing: false });
  handleErrors(app, {
    report: () => undefined,
    reference: () => 'none',
    sendNotFound: () => Promise.reject(new Error('no page')),
  });
  identifyAll(
    app,
    async () => ANONYMOUS,
    () => ANONYMOUS,
  );
  const answered = new Promise<string>((resolve) => (answer = () => resolve('answered')));
  app.get('/', { onRequest: new Admission(app).admit }, () => answered);
});
afterEach(() => app.close());

/** Without this, the request is sent only when something awaits it. */
const come = async (remoteAddress: string) => app.inject({ url: '/', remoteAddress });
const several = (count: number, address: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => come(address(index)));

test('one client may have at most half of the allowed open requests', async () => {
  const inside = several(500, () => '10.0.0.1');
  const refused = await come('10.0.0.1');
  expect(refused.statusCode).toBe(503);
  expect(refused.headers['retry-after']).toBe('1');
  expect(refused.json()).toEqual({
    errors: [
      {
        message: 'This cannot be answered now: 500 of your requests are being answered.',
        extensions: {
          code: 'ENGINE_UNAVAILABLE',
          hint: 'Ask again after `retryAfterMs` milliseconds, and for fewer things at once.',
          retryAfterMs: 1_000,
        },
      },
    ],
  });
  const other = come('10.0.0.2');
  answer();
  expect((await other).body).toBe('answered');
  expect((await Promise.all(inside)).every(({ statusCode }) => statusCode === 200)).toBe(true);
  expect((await come('10.0.0.1')).statusCode).toBe(200);
});

test('the number of open requests is limited', async () => {
  const inside = several(1_000, (index) => `10.0.0.${index % 100}`);
  const refused = await come('10.0.1.1');
  expect(refused.statusCode).toBe(503);
  expect(refused.json()).toMatchObject({
    errors: [{ message: 'This cannot be answered now: 1000 requests are being answered.' }],
  });
  answer();
  await Promise.all(inside);
  expect((await come('10.0.1.1')).statusCode).toBe(200);
});
