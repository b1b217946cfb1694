import { changedModel } from './changedModel';
import { gatewayServer, type GatewayServer } from './gatewayServer';
import { watched } from './watchedEngine';

/**
 * The gateway keeps the answers of several users in memory at once. Limits apply to their size
 * together, and to each alone.
 */
const watch = watched();
let server: GatewayServer;
let model: { path: string; remove(): Promise<void> };
beforeAll(async () => {
  // Ten rows an answer, and so two hundred together.
  model = await changedModel('model.yaml', (text) => text.replace('maxRows: 10000', 'maxRows: 10'));
  server = await gatewayServer({ model: model.path, through: (engine) => watch.through(engine) });
});
afterAll(async () => {
  await server.close();
  await model.remove();
});
beforeEach(() => watch.statements.splice(0));

const WEEK = 'range: { from: "2026-03-02", through: "2026-03-08" }, asOf: "2026-03-12T09:30:00+08:00"';
const FORTNIGHT = WEEK.replace('from: "2026-03-02"', 'from: "2026-02-23"');
/** With rows, and without any. */
const KNOWN = ['1', '2', '3'];
const unknown = (count: number) => Array.from({ length: count }, (_, index) => String(1_000_000 + index));

async function ofUsers(ids: readonly string[], fields: string) {
  const query = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on User { ${fields} } } }`;
  const { data, errors } = await server.ask(query, { of: ids.map((id) => ({ __typename: 'User', id })) });
  expect(server.internal).toEqual([]);
  return { entities: data!['_entities'] as Record<string, { rows?: unknown[]; rowCount?: number } | null>[], errors };
}

const ROWS = `metrics(${WEEK}, grain: DAY, select: [tasks]) { rows { values { tasks } } }`;

test('the most rows are allowed: 28 users have 196 rows', async () => {
  const { entities, errors } = await ofUsers([...KNOWN, ...unknown(25)], ROWS);
  expect(errors).toEqual([]);
  expect(entities.map(({ metrics }) => metrics!.rows!.length)).toEqual(Array(28).fill(7));
  expect(watch.statements).toHaveLength(1);
});

test.each([
  ['one more who is unknown', [...KNOWN, ...unknown(26)]],
  ['the same one again and again', Array<string>(29).fill('1')],
])('too many rows together are rejected: %s', async (_, ids) => {
  const { entities, errors } = await ofUsers(ids, ROWS);
  expect(entities).toEqual(ids.map(() => ({ metrics: null })));
  expect(new Set(errors.map(({ message, extensions }) => `${extensions.code} ${message} ${extensions.hint}`))).toEqual(
    new Set([
      'RESULT_TOO_LARGE Together the answers have more than 200 rows. Ask about fewer at once, or for fewer groups, a coarser grain or a shorter range.',
    ]),
  );
  expect(watch.statements).toHaveLength(1);
});

test('users beyond one statement are read by several', async () => {
  // Every known user has rows of their own: a year by day is cut.
  const YEAR = WEEK.replace('2026-03-02', '2025-03-09');
  const { entities, errors } = await ofUsers(
    KNOWN,
    `metrics(${YEAR}, grain: DAY, select: [tasks]) { rows { values { tasks } } rowCount }`,
  );
  expect(entities).toEqual(KNOWN.map(() => ({ metrics: null })));
  expect(errors).toMatchObject(KNOWN.map(() => ({ extensions: { code: 'RESULT_TOO_LARGE' } })));
  expect(watch.statements).toHaveLength(1);
});

test('one answer that is too large is an error in its place, and its siblings are answered', async () => {
  const { entities, errors } = await ofUsers(
    ['1', 'x'],
    `metrics(${FORTNIGHT}, grain: DAY, groupBy: [task_type], select: [tasks]) { rows { values { tasks } } }`,
  );
  expect(entities).toEqual([{ metrics: null }, { metrics: { rows: [] } }]);
  expect(errors).toMatchObject([
    {
      path: ['_entities', 0, 'metrics'],
      message: 'The answer has more than 10 rows.',
      extensions: { code: 'RESULT_TOO_LARGE' },
    },
  ]);
});

test('the row limit does not apply to a query without rows', async () => {
  const { entities, errors } = await ofUsers(
    [...KNOWN, ...unknown(500)],
    `metrics(${FORTNIGHT}, grain: DAY, select: [tasks]) { totals { values { tasks } } }`,
  );
  expect(errors).toEqual([]);
  expect(entities).toHaveLength(503);
});

test('queries that run together count together', async () => {
  const ids = [...KNOWN, ...unknown(12)];
  const { errors } = await ofUsers(ids, `a: ${ROWS} b: ${ROWS.replace('grain: DAY', 'grain: DAY, timeZone: "UTC"')}`);
  expect(errors).toHaveLength(2 * ids.length);
  const { errors: none } = await ofUsers(ids, `a: ${ROWS}`);
  expect(none).toEqual([]);
});
