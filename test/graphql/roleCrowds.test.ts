import { answerQuery } from '../../src/answer/answerQuery';
import { answerByEntity } from '../../src/answer/batch/byEntity';
import { answerAll } from '../../src/answer/batch/byStatement';
import { requestContext } from '../../src/graphql/context';
import { checkQuery } from '../../src/query/checkQuery';
import { roleGateway, VIEWERS, type RoleGateway } from './asRole';

/** Numbers that rest on few people, and answers that several viewers share. */
let roles: RoleGateway;
beforeAll(async () => {
  roles = await roleGateway();
});
afterAll(() => roles.close());

const RANGE = 'range: { from: "2026-03-02", to: "2026-04-02" }';

describe('a number that rests on few people', () => {
  const viewer = VIEWERS['who sees crowds']!;
  const DETAIL = '{ value decimal status formatted previous change difference }';

  test('is null and SUPPRESSED, with every metric made of it, and with the next number of its bucket where it is the only one', async () => {
    const query = `{ metrics(${RANGE}, groupBy: [utm_source], compare: { previousPeriod: true }, orderBy: [{ key: tasks, direction: DESC }]) {
      rows { by { utm_source } values { tasks adoption_rate } details { tasks ${DETAIL} adoption_rate { status numerator denominator } } }
      totals { values { tasks } details { tasks { status } } }
    } }`;
    const { data, errors } = await roles.ask(viewer, query);
    const open = await roles.ask(VIEWERS['everything']!, query);
    expect([errors, open.errors]).toEqual([[], []]);
    const { rows, totals } = data!['metrics'] as Crowds;
    const [whole, all] = [
      open.data!['metrics'].totals as Crowds['totals'],
      open.data!['metrics'].rows as Crowds['rows'],
    ];
    const people = new Map<string, Set<string>>();
    const users = new Map(roles.data['user']!.map((row) => [row['id'], (row['utm_source'] as string) || 'Direct']));
    for (const row of roles.data['task_generate_log']!) {
      const at = Number(row['created_at'] ?? NaN);
      if (!(at >= Date.parse('2026-03-02T00:00+08:00') && at < roles.now)) continue;
      const channel = users.get(row['user_id'] ?? '') ?? 'Direct';
      const own = people.get(channel) ?? new Set();
      people.set(channel, row['user_id'] === null ? own : own.add(String(row['user_id'])));
    }
    const few = [...people].filter(([, own]) => own.size < 3);
    expect(few.length).toBeGreaterThan(1);
    for (const row of rows) {
      const channel = row.by.utm_source;
      const before = all.find(({ by }) => by.utm_source === channel)!;
      const { tasks, adoption_rate } = row.details;
      if (few.some(([key]) => key === channel)) {
        expect([channel, row.values.tasks, tasks.status]).toEqual([channel, null, 'SUPPRESSED']);
        expect(tasks).toMatchObject({ value: null, decimal: null, formatted: null, change: null, difference: null });
        expect(adoption_rate).toEqual({ status: 'SUPPRESSED', numerator: null, denominator: null });
      } else expect([channel, row.values.tasks, tasks.status]).toEqual([channel, before.values.tasks, 'OK']);
    }
    // Suppressed numbers come last, in either order.
    const statuses = rows.map(({ details }) => details.tasks.status);
    expect(statuses).toEqual([...statuses].sort((a, b) => Number(a === 'SUPPRESSED') - Number(b === 'SUPPRESSED')));
    expect(totals.values.tasks).toBe(whole.values.tasks);
  });

  test('is SUPPRESSED in series and in the metrics of one entity', async () => {
    const { data, errors } = await roles.ask(
      viewer,
      `{ metricSeries(${RANGE}, grain: MONTH, select: [tasks], groupBy: [user_id]) { series { by { user_id } values statuses overall { status } } } }`,
    );
    expect(errors).toEqual([]);
    const series = data!['metricSeries'].series as { statuses: string[]; values: (number | null)[] }[];
    expect(series.length).toBeGreaterThan(2);
    expect(new Set(series.flatMap(({ statuses }) => statuses))).toEqual(new Set(['SUPPRESSED', 'OK']));
    // Only the zeros of groups without people are shown.
    expect(series.flatMap(({ values }) => values).filter((value) => value !== null && value !== 0)).toEqual([]);
    const own = await roles.ask(
      viewer,
      `{ _entities(representations: [{ __typename: "User", id: "3" }]) { ... on User { metrics(${RANGE}) { totals { details { tasks { value status } } } } } } }`,
    );
    expect(own.data).toEqual({
      _entities: [{ metrics: { totals: { details: { tasks: { value: null, status: 'SUPPRESSED' } } } } }],
    });
  });

  test('satisfies no condition of `having` but isNull', async () => {
    const asked = (having: string) =>
      roles.ask(
        viewer,
        `{ metrics(${RANGE}, groupBy: [user_id], having: { tasks: { ${having} } }) { rowCount rows { values { tasks } } } }`,
      );
    expect((await asked('gt: 0')).data).toEqual({ metrics: { rowCount: 0, rows: [] } });
    expect((await asked('isNull: true')).data!['metrics'].rowCount).toBeGreaterThan(0);
  });
});

interface Crowds {
  readonly rows: readonly {
    readonly by: { readonly utm_source: string };
    readonly values: { readonly tasks: number | null };
    readonly details: Readonly<Record<'tasks' | 'adoption_rate', { readonly status: string }>>;
  }[];
  readonly totals: { readonly values: { readonly tasks: number | null } };
}

describe('queries that are answered together', () => {
  test('share a statement only if their policies are equal', async () => {
    const range = { from: '2026-03-02', to: '2026-04-02' };
    const queries = Object.values(VIEWERS).flatMap((viewer) => {
      const { view } = requestContext(roles.gateway, roles.now, { viewer });
      if (!view.registry.metrics.has('tasks')) return [];
      return [
        checkQuery(view.registry, { metrics: ['tasks'], range, groupBy: ['utm_source'] }, roles.now, view.policy),
      ];
    });
    const { asker } = requestContext(roles.gateway, roles.now);
    const together = await answerAll(roles.gateway, queries, asker);
    const rows = together.map((one) => (one instanceof Error ? one : one.answer.rows));
    const alone = await Promise.all(queries.map(async (query) => (await answerQuery(roles.gateway, query)).rows));
    expect(rows).toEqual(alone);
    expect(new Set(rows.map((one) => JSON.stringify(one))).size).toBe(queries.length - 1);
    const about = queries.map((query) => ({ query: { ...query, groupBy: [] }, dimension: 'user_id', id: '3' }));
    const each = await answerByEntity(roles.gateway, about, asker);
    const numbers = each.map((one) => (one instanceof Error ? one : one.answer.rows[0]?.cells['tasks']?.decimal));
    expect(new Set(numbers).size).toBeGreaterThan(1);
  });
});
