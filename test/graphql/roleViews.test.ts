import { getIntrospectionQuery } from 'graphql';
import { prepare } from '../../src/answer/prepare';
import { schemaFor } from '../../src/graphql/schemaFor';
import { requestContext } from '../../src/graphql/context';
import { checkQuery } from '../../src/query/checkQuery';
import type { Viewer } from '../../src/policy/viewer';
import { roleGateway, VIEWERS, type RoleGateway } from './asRole';

/** A role and the schema: its own schema, and the schema of all roles together. */
let roles: RoleGateway;
beforeAll(async () => {
  roles = await roleGateway();
});
afterAll(() => roles.close());

const RANGE = 'range: { from: "2026-03-02", to: "2026-04-02" }';
const rates = VIEWERS['who sees rates']!;
const manager = VIEWERS['a manager of two channels']!;
const behindGateway = (viewer: Viewer): Viewer => ({ ...viewer, schema: 'full' });

describe('in its own schema', () => {
  test.each([
    ['introspection', getIntrospectionQuery({ descriptions: false })],
    ['_service', '{ _service { sdl } }'],
    [
      'the catalog',
      `{ metricCatalog { groups { key metrics { key } } metrics { id key formula numerator denominator filters sources grains uses { key } usedBy { key } lineage { nodes { id label metric { key } } edges { from to } } dimensions { key metrics { key } } } dimensions { id key } } }`,
    ],
  ])('%s names nothing that the role may not see', async (what, query) => {
    const { data, errors } = await roles.ask(rates, query);
    expect(errors).toEqual([]);
    const text = JSON.stringify(data);
    const named = (key: string) => new RegExp(`(?<![.\\w])${key}\\b`).test(text);
    const seen = ['payment_conversion_rate', 'adoption_rate', 'stickiness', 'text_generations'];
    const { metrics, dimensions, groups } = roles.registry;
    expect([...metrics.keys()].filter(named)).toEqual([...metrics.keys()].filter((key) => seen.includes(key)));
    // The description of a metric names columns of tables, and columns may share names with
    // dimensions.
    const written = what === 'the catalog' ? '"' : '(?<![.\\w])|(?![.\\w])';
    const [before, after = before] = written.split('|');
    const grouped = [...dimensions.keys()].filter((key) => new RegExp(`${before}${key}${after}`).test(text));
    expect(grouped).toEqual(['utm_source']);
    if (what === 'the catalog')
      expect([...groups.keys()].filter(named)).toEqual(['core_revenue', 'user_activity', 'product_value']);
  });

  test('a visible metric shows its formula with `…` for the hidden names', async () => {
    const { data } = await roles.ask(
      rates,
      `{ metricCatalog {
        stickiness: metric(key: stickiness) { formula }
        rate: metric(key: adoption_rate) { formula numerator denominator sources }
        text: metric(key: text_generations) { formula filters kind }
      } }`,
    );
    expect(data!['metricCatalog']).toEqual({
      stickiness: { formula: '… / …' },
      rate: {
        formula: '… / …',
        numerator: expect.stringContaining('user_action_log') as string,
        denominator: expect.stringContaining('task_generate_log') as string,
        sources: expect.arrayContaining(['user_action_log.action_type']) as string[],
      },
      text: { formula: '… where … is text', filters: ['… is text'], kind: 'COUNT' },
    });
  });

  test('the schema is made once for all viewers of the role', () => {
    const { registry } = roles;
    expect(schemaFor(registry, rates)).toBe(schemaFor(registry, { ...rates }));
    expect(schemaFor(registry, manager)).not.toBe(schemaFor(registry, rates));
    expect(schemaFor(registry, behindGateway(manager))).toBe(schemaFor(registry, behindGateway(rates)));
  });

  test('an error about a part of a hidden metric names visible keys', async () => {
    const query = `{ metrics(${RANGE}, grain: HOUR) { rows { values { stickiness } } } }`;
    const { errors } = await roles.ask(rates, query);
    expect(errors).toMatchObject([{ code: 'GRAIN_NOT_AVAILABLE', message: '"stickiness" has no meaning by hour.' }]);
    expect((await roles.ask(VIEWERS['everything']!, query)).errors).toMatchObject([
      { message: '"stickiness" has no meaning by hour, as it is made of "active_users_daily".' },
    ]);
  });
});

describe('in the schema of all roles', () => {
  const viewer = behindGateway(manager);
  const unknown = (name: string, what = 'metric') => ({
    code: 'UNKNOWN_NAME',
    message: `There is no ${what} "${name}".`,
  });

  test('an invisible metric is null beside its siblings, with the error of an unknown name', async () => {
    const { data, errors } = await roles.ask(
      viewer,
      `{ metrics(${RANGE}, compare: { previousPeriod: true }) {
        rows { values { tasks hidden: tokens_consumed } details { tokens_consumed { value } } previous { tokens_consumed tasks } }
        totals { values { tokens_consumed tasks } change { tasks } }
      } }`,
    );
    const tasks = expect.any(Number) as number;
    expect(data).toEqual({
      metrics: {
        rows: [
          {
            values: { tasks, hidden: null },
            details: { tokens_consumed: null },
            previous: { tokens_consumed: null, tasks },
          },
        ],
        totals: { values: { tokens_consumed: null, tasks }, change: expect.anything() as object },
      },
    });
    expect(errors.map(({ path }) => path.join('.')).sort()).toEqual([
      'metrics.rows.0.details.tokens_consumed',
      'metrics.rows.0.previous.tokens_consumed',
      'metrics.rows.0.values.hidden',
      'metrics.totals.values.tokens_consumed',
    ]);
    for (const error of errors) expect(error).toMatchObject(unknown('tokens_consumed'));
  });

  test('the words are those of an unknown name', async () => {
    const hidden = await roles.ask(viewer, `{ metrics(${RANGE}) { rows { values { tokens_consumed tasks } } } }`);
    const { registry } = roles.gateway;
    const { view } = requestContext(roles.gateway, roles.now, { viewer });
    expect(registry.metrics.has('tokens_consumed')).toBe(true);
    expect(view.registry.metrics.has('tokens_consumed')).toBe(false);
    const none = await roles.ask(viewer, `{ metrics(${RANGE}, select: [tokens_consumed]) { rowCount } }`);
    expect(none.errors[0]!.message).toBe(hidden.errors[0]!.message);
    expect(none.data).toEqual({ metrics: null });
  });

  test('its siblings are answered with `select` as well, if the selection contains the metric', async () => {
    const { data, errors } = await roles.ask(
      viewer,
      `{ metrics(${RANGE}, select: [tokens_consumed, tasks]) { rows { values { tokens_consumed tasks } } } }`,
    );
    expect(data!['metrics'].rows).toEqual([{ values: { tokens_consumed: null, tasks: expect.any(Number) as number } }]);
    expect(errors).toMatchObject([unknown('tokens_consumed')]);
  });

  test.each([
    [
      'it is all that is asked for',
      `{ metrics(${RANGE}) { rows { values { tokens_consumed } } } }`,
      unknown('tokens_consumed'),
    ],
    [
      'it is selected nowhere',
      `{ metrics(${RANGE}, select: [tokens_consumed, tasks]) { rows { values { tasks } } } }`,
      unknown('tokens_consumed'),
    ],
    [
      'rows are ordered by it',
      `{ metrics(${RANGE}, orderBy: [{ key: tokens_consumed }]) { rows { values { tasks } } } }`,
      unknown('tokens_consumed', 'order key'),
    ],
    [
      'rows are kept by it',
      `{ metrics(${RANGE}, having: { tokens_consumed: { gt: 1 } }) { rows { values { tasks } } } }`,
      unknown('tokens_consumed'),
    ],
    [
      'groups are ranked by it',
      `{ metrics(${RANGE}, groupBy: [utm_source], top: { n: 1, by: tokens_consumed }) { rows { values { tasks } } } }`,
      unknown('tokens_consumed'),
    ],
    [
      'a series is asked for',
      `{ metricSeries(${RANGE}, grain: DAY, select: [tasks, tokens_consumed]) { series { values } } }`,
      unknown('tokens_consumed'),
    ],
    [
      'rows are grouped by what it may not see',
      `{ metrics(${RANGE}, groupBy: [user_id]) { rows { values { tasks } } } }`,
      unknown('user_id', 'dimension'),
    ],
    [
      'rows are filtered by it',
      `{ metrics(${RANGE}, where: { user_id: { eq: "1" } }) { rows { values { tasks } } } }`,
      unknown('user_id', 'dimension'),
    ],
    [
      'it is selected of a group',
      `{ metrics(${RANGE}) { rows { by { user_id } values { tasks } } } }`,
      unknown('user_id', 'dimension'),
    ],
    [
      'its entity is',
      `{ metrics(${RANGE}) { rows { by { user { id } } values { tasks } } } }`,
      unknown('user', 'dimension'),
    ],
  ])('the whole field fails where %s', async (_, query, error) => {
    const { data, errors } = await roles.ask(viewer, query);
    expect(Object.values(data!)).toEqual([null]);
    expect(errors).toMatchObject([error]);
  });

  test('the catalog is that of the role', async () => {
    const { data, errors } = await roles.ask(
      viewer,
      `{ metricCatalog {
        metrics { key } groups { key } dimensions { key }
        hidden: metric(key: tokens_consumed) { label } none: dimension(key: user_id) { label }
        tasks: metric(key: tasks) { dimensions { key } group { metrics { key } } }
      } }`,
    );
    const { metrics, groups, dimensions, hidden, none, tasks } = data!['metricCatalog'] as CatalogTold;
    const keys = (all: readonly Keyed[]) => all.map(({ key }) => key);
    const seen = requestContext(roles.gateway, roles.now, { viewer }).view.registry;
    expect(keys(metrics)).toEqual([...seen.metrics.keys()]);
    expect(keys(groups)).toEqual([...roles.registry.groups.keys()].filter((key) => key !== 'cost'));
    expect(keys(dimensions)).toEqual([...roles.registry.dimensions.keys()].filter((key) => key !== 'user_id'));
    expect([hidden, none]).toEqual([null, null]);
    expect(keys(tasks.dimensions)).not.toContain('user_id');
    expect(errors).toMatchObject([unknown('tokens_consumed'), unknown('user_id', 'dimension')]);
  });

  test('routers resolve references that the role may see', async () => {
    const { data, errors } = await roles.ask(
      viewer,
      `{ _entities(representations: [
        { __typename: "Metric", id: "metric:tasks" }, { __typename: "Metric", id: "metric:tokens_consumed" },
        { __typename: "User", id: "1" }
      ]) { ... on Metric { key } ... on User { metrics(${RANGE}) { rows { values { tasks } } } } } }`,
    );
    expect(data).toEqual({ _entities: [{ key: 'tasks' }, null, { metrics: null }] });
    expect(errors).toMatchObject([unknown('user_id', 'dimension')]);
  });
});

interface CatalogTold {
  readonly metrics: readonly Keyed[];
  readonly groups: readonly Keyed[];
  readonly dimensions: readonly Keyed[];
  readonly hidden: null;
  readonly none: null;
  readonly tasks: { readonly dimensions: readonly Keyed[] };
}
type Keyed = { readonly key: string };

describe('an entity', () => {
  test('has the numbers of visible rows', async () => {
    const query = `{ _entities(representations: [{ __typename: "User", id: "3" }, { __typename: "User", id: "2" }]) {
      ... on User { metrics(${RANGE}) { totals { values { tasks } } } } } }`;
    const all = await roles.ask(VIEWERS['everything']!, query);
    const own = await roles.ask(VIEWERS['a person']!, query);
    const [third, second] = all.data!['_entities'] as object[];
    expect(JSON.stringify(second)).not.toContain('"tasks":0');
    expect(own.data).toEqual({ _entities: [third, { metrics: { totals: { values: { tasks: 0 } } } }] });
  });
});

describe('the plan of an answer', () => {
  const queries = [
    `{ metrics(${RANGE}) { plan { sql } } }`,
    `{ metrics(${RANGE}, select: [text_generations]) { plan { scans } rows { values { text_generations } } } }`,
    `{ metricSeries(${RANGE}, grain: DAY, select: [text_generations]) { plan { sql } } }`,
  ].map((query) => query.replace(`${RANGE})`, `${RANGE}, select: [text_generations])`));

  test.each(queries)('is hidden from a role without `plan: true`: %s', async (query) => {
    for (const viewer of [rates, behindGateway(rates)]) {
      const { data, errors } = await roles.ask(viewer, query);
      expect(errors).toMatchObject([
        { code: 'FORBIDDEN', message: 'The role "rates_only" may not see how answers are computed.' },
      ]);
      expect(Object.values(data!)).toEqual([null]);
    }
  });

  test.each(queries)('is shown to a role with `plan: true`, and without roles: %s', async (query) => {
    for (const viewer of [VIEWERS['everything']!, VIEWERS['whoever has no role']!]) {
      const { data, errors } = await roles.ask(viewer, query);
      expect(errors).toEqual([]);
      expect(JSON.stringify(data)).toContain('task_generate_log');
    }
  });

  test('contains the claims of the viewer as parameters, and never as text', async () => {
    const evil = `x'); drop table "user"; --`;
    const viewer: Viewer = { role: 'channel_manager', claims: { channels: [evil] }, schema: 'own' };
    const { data, errors } = await roles.ask(
      viewer,
      `{ metrics(${RANGE}) { rows { values { user_source_channel } } } }`,
    );
    expect(errors).toEqual([]);
    expect(data!['metrics'].rows).toEqual([{ values: { user_source_channel: 0 } }]);
    const { view } = requestContext(roles.gateway, roles.now, { viewer });
    const range = { from: '2026-03-02', to: '2026-04-02' };
    const query = checkQuery(view.registry, { metrics: ['tasks'], range }, roles.now, view.policy);
    const { statement } = prepare(roles.gateway, [query]);
    expect(statement.text).not.toContain('drop table');
    expect(statement.parameters).toContainEqual(evil);
  });
});

test('a viewer without a claim that its role needs gets an error', () => {
  const viewer: Viewer = { role: 'channel_manager', claims: {}, schema: 'own' };
  expect(() => requestContext(roles.gateway, roles.now, { viewer })).toThrow(
    expect.objectContaining({ code: 'FORBIDDEN' }),
  );
});
