import { roleGateway, VIEWERS, type RoleGateway } from './asRole';

/** Funnels for roles: docs/meaning.md#roles. */
let roles: RoleGateway;
beforeAll(async () => {
  roles = await roleGateway();
});
afterAll(() => roles.close());

const RANGE = 'range: { from: "2026-03-02", to: "2026-04-02" }';
const ARGS = `steps: [active_users_daily, active_users_daily], ${RANGE}, within: { count: 30, unit: DAY }`;

interface Step {
  readonly entities: number | null;
  readonly status: string;
  readonly ofFirst: number | null;
  readonly medianSeconds: number | null;
}

test('a role that does not see the entity may ask, and gets the entries of its visible rows', async () => {
  const query = `{ funnel(${ARGS}, grain: DAY) { rows { steps { entities } } } metrics(${RANGE}, grain: DAY) {
    rows { values { active_users_daily } } } }`;
  let compared = 0;
  for (const viewer of Object.values(VIEWERS)) {
    const { data, errors } = await roles.ask(viewer, query);
    if (errors.length > 0) continue;
    const rows = data!['metrics'].rows as { values: { active_users_daily: number | null } }[];
    const entries = (data!['funnel'].rows as { steps: Step[] }[]).map(({ steps }) => steps[0]!.entities);
    if (entries.includes(null) || rows.some(({ values }) => values.active_users_daily === null)) continue;
    compared += 1;
    const sum = (all: readonly (number | null)[]) => all.reduce<number>((total, one) => total + (one ?? 0), 0);
    expect(sum(entries)).toBe(sum(rows.map(({ values }) => values.active_users_daily)));
  }
  expect(compared).toBeGreaterThan(1);
});

test('a step of few people is suppressed, with the steps after it', async () => {
  const { data, errors } = await roles.ask(
    VIEWERS['who sees crowds']!,
    `{ funnel(${ARGS}, groupBy: [utm_source]) { rows { steps { entities status ofFirst medianSeconds } } } }`,
  );
  expect(errors).toEqual([]);
  const rows = (data!['funnel'].rows as { steps: Step[] }[]).map(({ steps }) => steps);
  const hidden = rows.flat().filter(({ status }) => status === 'SUPPRESSED');
  expect(hidden.length).toBeGreaterThan(0);
  for (const { entities, ofFirst, medianSeconds } of hidden) {
    expect([entities, ofFirst, medianSeconds]).toEqual([null, null, null]);
  }
  for (const [entry, next] of rows) {
    if (entry!.entities === null) expect(next!.entities ?? 0).toBe(0);
    expect([entry, next].filter((step) => step!.entities !== null && step!.entities > 0 && step!.entities < 3)).toEqual(
      [],
    );
  }
});

test('a role without `plan` gets no plan', async () => {
  const { errors } = await roles.ask(VIEWERS['who sees crowds']!, `{ funnel(${ARGS}) { plan { sql } } }`);
  expect(errors).toMatchObject([{ code: 'FORBIDDEN' }]);
});
