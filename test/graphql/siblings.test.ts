import type { Engine } from '../../src/engine/engine';
import { gatewayError } from '../../src/errors';
import { gatewayServer, type GatewayServer } from './gatewayServer';
import { WEEK } from './mistake';

/** One failing tile of a dashboard leaves its siblings alone, whatever the cause is. */
let server: GatewayServer;
let fault: () => unknown = () => new Error('not set');

/** An engine that fails every statement that reads trades. */
const faulty = (engine: Engine): Engine => ({
  name: engine.name,
  dialect: engine.dialect,
  check: (registry) => engine.check(registry),
  ping: (milliseconds) => engine.ping(milliseconds),
  changes: engine.changes,
  snapshot: null,
  columns: () => engine.columns(),
  stream: (...given) => engine.stream(...given),
  close: () => engine.close(),
  run: (statement, asker) =>
    /\btrade\b/.test(statement.text) ? Promise.reject(fault()) : engine.run(statement, asker),
});

beforeAll(async () => {
  server = await gatewayServer({ through: faulty });
});
afterEach(() => server.internal.splice(0));
afterAll(() => server.close());

const TILE = (metric: string, more = '') => `metrics(${WEEK}${more}) { rows { values { ${metric} } } }`;
/** The one in the middle does not agree with the others, and so has a statement of its own. */
const THREE = `{ tasks: ${TILE('tasks')} payers: ${TILE('new_paying_users', ', fill: false')} people: ${TILE('new_registrations')} }`;
const TWO_OF_THREE = {
  tasks: { rows: [{ values: { tasks: 23 } }] },
  payers: null,
  people: { rows: [{ values: { new_registrations: 12 } }] },
};

test('a mistake in one field leaves its siblings alone', async () => {
  const query = THREE.replace(
    '{ rows { values { new_paying_users',
    '{ rows { by { task_type } values { new_paying_users',
  );
  const { status, data, errors } = await server.ask(query);
  expect({ status, data }).toEqual({ status: 200, data: TWO_OF_THREE });
  expect(errors).toMatchObject([{ path: ['payers'], extensions: { code: 'DIMENSION_NOT_GROUPED' } }]);
});

test.each([
  gatewayError('ENGINE_UNAVAILABLE', { engine: 'PostgreSQL', reason: 'the connection was lost' }),
  gatewayError('QUERY_TIMEOUT', { timeoutMs: 30_000, waited: false }),
  gatewayError('CANCELLED', {}),
])('the error $code of the engine fails one field only', async (error) => {
  fault = () => error;
  const { status, data, errors } = await server.ask(THREE);
  expect({ status, data }).toEqual({ status: 200, data: TWO_OF_THREE });
  const { code, message, hint } = error;
  expect(errors).toEqual([{ message, path: ['payers'], locations: expect.anything(), extensions: { code, hint } }]);
  expect(server.internal).toEqual([]);
});

test('an unforeseen error in one field gives the client a reference, and the log the details', async () => {
  const secret = Object.assign(new Error('relation "trade" does not exist: select secret from trade'), {
    code: '42P01',
  });
  fault = () => secret;
  const { status, data, errors, body } = await server.ask(THREE);
  expect({ status, data }).toEqual({ status: 200, data: TWO_OF_THREE });
  expect(errors).toHaveLength(1);
  expect(errors[0]!.message).toBe('Something went wrong inside the gateway.');
  expect(errors[0]!.extensions).toEqual({
    code: 'INTERNAL',
    hint: expect.stringMatching(/^The server's log has the details under reference [0-9a-f]{12}\.$/),
  });
  expect(body).not.toMatch(/secret|relation|42P01|stack|\.ts/);
  expect(server.internal).toEqual([secret]);
});

test('a thrown value that is not an Error does no more harm', async () => {
  fault = () => undefined;
  const { data, errors } = await server.ask(THREE);
  expect(data).toEqual(TWO_OF_THREE);
  expect(errors).toMatchObject([{ extensions: { code: 'INTERNAL' } }]);
});

test('several mistakes are reported one by one, each with its path', async () => {
  const query = `{
    a: ${TILE('tasks', ', limit: -1')}
    b: ${TILE('tasks')}
    c: ${TILE('tasks', ', timeZone: "Mars"')}
    d: metricCatalog { version }
  }`;
  const { data, errors } = await server.ask(query);
  expect(data).toMatchObject({ a: null, b: TWO_OF_THREE.tasks, c: null, d: { version: expect.any(String) } });
  expect(errors.map(({ path, extensions }) => [path, extensions.code])).toEqual([
    [['a'], 'BAD_PAGE'],
    [['c'], 'UNKNOWN_TIME_ZONE'],
  ]);
});
