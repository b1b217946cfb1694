import { changedModel } from '../graphql/changedModel';
import { gatewayServer, type GatewayServer } from '../graphql/gatewayServer';
import { address, JSON_TYPE } from '../export/exporting';

/** The text of a query cost points, and the text of an export did not. */
let server: GatewayServer;
let model: { path: string; remove(): Promise<void> };
beforeAll(async () => {
  model = await changedModel('model.yaml', (text) => text.replace('limits:\n', 'limits:\n  maxCost: 2\n'));
  server = await gatewayServer({ model: model.path });
});
afterAll(async () => {
  await server.close();
  await model.remove();
});

const WEEK = { select: ['tasks'], range: { from: '2026-03-02', through: '2026-03-08' } };
/** Three points. */
const LONG = { ...WEEK, unknown: 'x'.repeat(3 * 4_096) };

test.each(['csv', 'ndjson'] as const)('the text of an export as %s is paid for', async (format) => {
  const post = { method: 'POST', url: `/export.${format}`, headers: JSON_TYPE } as const;
  const get = { method: 'GET', url: address(format, LONG) } as const;
  for (const long of [{ ...post, payload: LONG }, get]) {
    const { statusCode, body } = await server.app.inject(long);
    const [error] = JSON.parse(body).errors;
    expect([statusCode, error.extensions.code]).toEqual([400, 'QUERY_TOO_EXPENSIVE']);
    expect(error.message).toMatch(/^The text of the request costs 3 points; at most 2 are allowed/);
  }
  expect((await server.app.inject({ ...post, payload: WEEK })).statusCode).toBe(200);
});
