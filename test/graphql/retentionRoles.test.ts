import { roleGateway, VIEWERS, type RoleGateway } from './asRole';

/** Retention for roles: docs/meaning.md#roles. */
let roles: RoleGateway;
beforeAll(async () => {
  roles = await roleGateway();
});
afterAll(() => roles.close());

const ARGS =
  'cohort: active_users_daily, returning: active_users_daily, range: { from: "2026-03-02", to: "2026-04-02" }, period: DAY, periods: 1';

test('a role that does not see the entity may ask, and gets the cohorts of its visible rows', async () => {
  const query = `{ retention(${ARGS}) { overall { size } } metrics(range: { from: "2026-03-02", to: "2026-04-02" }, grain: DAY) {
    rows { values { active_users_daily } } } }`;
  let compared = 0;
  for (const viewer of Object.values(VIEWERS)) {
    const { data, errors } = await roles.ask(viewer, query);
    if (errors.some(({ code }) => code === 'GRAPHQL_VALIDATION_FAILED' || code === undefined)) continue;
    if (!data?.['retention']) continue;
    const rows = data['metrics'].rows as { values: { active_users_daily: number | null } }[];
    const size = data['retention'].overall[0].size as number | null;
    if (size === null || rows.some(({ values }) => values.active_users_daily === null)) continue;
    compared += 1;
    expect(size).toBe(rows.reduce((sum, { values }) => sum + values.active_users_daily!, 0));
  }
  expect(compared).toBeGreaterThan(1);
});

test('a cohort of few people is suppressed, with its periods', async () => {
  const { data, errors } = await roles.ask(
    VIEWERS['who sees crowds']!,
    `{ retention(${ARGS}, groupBy: [utm_source]) { cohorts { size status periods { number retained rate status } } } }`,
  );
  expect(errors).toEqual([]);
  const cohorts = data!['retention'].cohorts as {
    size: number | null;
    status: string;
    periods: { retained: number | null }[];
  }[];
  const hidden = cohorts.filter(({ status }) => status === 'SUPPRESSED');
  expect(hidden.length).toBeGreaterThan(0);
  for (const { size, periods } of hidden) {
    expect(size).toBeNull();
    expect(periods.filter(({ retained }) => retained !== null && retained > 0)).toEqual([]);
  }
  expect(cohorts.filter(({ size }) => size !== null && size > 0 && size < 3)).toEqual([]);
});

test('a role without `plan` gets no plan', async () => {
  const { errors } = await roles.ask(VIEWERS['who sees crowds']!, `{ retention(${ARGS}) { plan { sql } } }`);
  expect(errors).toMatchObject([{ code: 'FORBIDDEN' }]);
});
