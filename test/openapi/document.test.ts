import Ajv2020 from 'ajv/dist/2020';
import { pino } from 'pino';
import { address, exported, JSON_TYPE, type Arguments } from '../export/exporting';
import { QUESTIONS } from '../export/questions';
import { gatewayServer, type GatewayServer } from '../graphql/gatewayServer';
import { OPENAPI_SCHEMA } from './openApiSchema';

/** `/openapi.json` is valid, has every route, and agrees with what the gateway takes and sends. */
let server: GatewayServer;
let document: OpenApi;
let ajv: Ajv2020;
beforeAll(async () => {
  const observing = { log: pino({ level: 'silent' }), slowMs: 1_000, isTraced: false };
  server = await gatewayServer({ http: { observing, basePath: '/tools' } });
  document = (await server.app.inject('/openapi.json')).json<OpenApi>();
  ajv = new Ajv2020({
    strict: true,
    strictTypes: false,
    strictRequired: false,
    validateFormats: false,
    allErrors: true,
  });
  // The same schemas in the words of JSON Schema alone.
  const text = JSON.stringify(document.components.schemas).replaceAll('#/components/schemas/', '#/$defs/');
  ajv.addSchema({ $id: 'document', $defs: JSON.parse(text) as object });
});
afterAll(async () => {
  expect(server.internal).toEqual([]);
  await server.close();
});

interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, { readonly enum?: readonly string[] }>> };
}

interface Operation {
  readonly operationId: string;
  readonly parameters?: readonly { readonly name: string; readonly in: string }[];
  readonly responses: Readonly<Record<string, object>>;
}

const WEEK = { range: { from: '2026-03-02', through: '2026-03-08' }, asOf: '2026-03-12T09:30:00+08:00' };

/** What the schema of a name says about a value: nothing if it is valid. */
function mistakesIn(name: string, value: unknown): unknown[] {
  const validate = ajv.getSchema(`document#/$defs/${name}`)!;
  return validate(value) ? [] : validate.errors!;
}

test('it is an OpenAPI 3.1 document', () => {
  const validate = new Ajv2020({ strict: false, allErrors: true }).compile(OPENAPI_SCHEMA);
  validate(document);
  expect(validate.errors).toBeNull();
  const ids = Object.values(document.paths).flatMap((path) =>
    Object.values(path).map(({ operationId }) => operationId),
  );
  expect(new Set(ids).size).toBe(ids.length);
});

test('every schema compiles, and every reference leads to one', () => {
  for (const name of Object.keys(document.components.schemas)) {
    expect(ajv.getSchema(`document#/$defs/${name}`)).toBeDefined();
  }
  const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)];
  const missing = references.filter(([, name]) => document.components.schemas[name!] === undefined);
  expect([references.length > 20, missing]).toEqual([true, []]);
});

/** Routes of GraphQL, of the Model Context Protocol, and pages for people. */
const OTHERS = /^\/(graphql|mcp|graphiql\/?|assets\/.*|d\/:key|explore|retention|funnel|why|metrics\/(:key)?|docs.*)?$/;

test('it has every route with each of its methods', async () => {
  const routes = routesOf(server.app.printRoutes({ commonPrefix: false }));
  expect(routes.length).toBeGreaterThan(15);
  const described = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );
  // A GET has a HEAD beside it. Only that of exports is worth a description.
  const own = routes.filter((route) => !OTHERS.test(route.split(' ')[1]!));
  const worth = own.filter((route) => !route.startsWith('HEAD ') || route.includes('/export.'));
  expect(described.sort()).toEqual(worth.sort());
});

/** Lines such as `HEAD /healthz` of a tree that Fastify prints. */
function routesOf(tree: string): string[] {
  const folders: string[] = [];
  return tree.split('\n').flatMap((line) => {
    const [, indent, name, methods] = /^((?:[│ ] {3})*)[├└]── (\S*) ?(?:\((.*)\))?$/.exec(line) ?? [];
    if (name === undefined) return [];
    const depth = indent!.length / 4;
    folders.length = depth;
    folders.push(name);
    return (methods ?? '').split(', ').flatMap((method) => (method === '' ? [] : `${method} ${folders.join('')}`));
  });
}

test.each(Object.entries(QUESTIONS))('arguments and rows agree with it: %s', async (_name, question) => {
  expect(mistakesIn('ExportArguments', question)).toEqual([]);
  const rows = JSON.parse(await exported(server, 'json', question)) as unknown[];
  expect(rows.flatMap((row) => mistakesIn('JsonRow', row))).toEqual([]);
  const lines = (await exported(server, 'ndjson', question)).split('\n').slice(0, -1);
  expect(lines.flatMap((line) => mistakesIn('NdjsonRow', JSON.parse(line)))).toEqual([]);
});

test.each<Arguments>([
  { ...WEEK },
  { ...WEEK, select: [] },
  { ...WEEK, select: ['taskz'] },
  { select: ['tasks'] },
  { ...WEEK, select: ['tasks'], grain: 'DAYS' },
  { ...WEEK, select: ['tasks'], limit: 'all' },
  { ...WEEK, select: ['tasks'], wher: {} },
  { ...WEEK, select: ['tasks'], where: { not: { utm_source: { equals: 'x' } } } },
  { ...WEEK, select: ['tasks'], groupBy: null },
])('it rejects what the gateway rejects: %j', async (given) => {
  expect(mistakesIn('ExportArguments', given)).not.toEqual([]);
  const { statusCode, body } = await server.app.inject({ method: 'POST', url: '/export.csv', payload: given });
  expect(statusCode).toBe(400);
  expect(mistakesIn('Errors', JSON.parse(body))).toEqual([]);
});

test('parameters are those that the gateway accepts', async () => {
  for (const format of ['csv', 'json', 'ndjson'] as const) {
    const { parameters } = document.paths[`/export.${format}`]!['get']!;
    const names = parameters!.map(({ name }) => name);
    for (const name of ['arguments', 'bom', 'other']) {
      const url = address(format, { ...WEEK, select: ['tasks'] }, name === 'arguments' ? '' : `&${name}=true`);
      const { statusCode } = await server.app.inject({ url });
      expect([format, name, statusCode]).toEqual([format, name, names.includes(name) ? 200 : 400]);
    }
  }
  const { statusCode } = await server.app.inject({
    method: 'POST',
    url: '/export.csv?bom=true',
    headers: JSON_TYPE,
    payload: JSON.stringify({ ...WEEK, select: ['tasks'] }),
  });
  expect(statusCode).toBe(200);
});

test('health answers as it says, and it is also below the base path', async () => {
  for (const [path, methods] of Object.entries(document.paths)) {
    if (!path.endsWith('z')) continue;
    const answer = await server.app.inject(path);
    const { schema } = (methods['get']!.responses[answer.statusCode] as ContentOf).content['application/json'];
    const validate = ajv.compile(schema);
    expect([path, validate(answer.json()), validate.errors]).toEqual([path, true, null]);
  }
  expect((await server.app.inject('/tools/openapi.json')).json()).toEqual(document);
});

interface ContentOf {
  readonly content: { readonly 'application/json': { readonly schema: object } };
}
