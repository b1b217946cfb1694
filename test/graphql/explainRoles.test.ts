import { roleGateway, VIEWERS, type RoleGateway } from './asRole';

/** Explained changes for roles: docs/meaning.md#few-people. */
let roles: RoleGateway;
beforeAll(async () => {
  roles = await roleGateway();
});
afterAll(() => roles.close());

const ARGS = 'metric: tasks, by: [utm_source], range: { from: "2026-03-02", to: "2026-04-02" }';

test('the parts are those of the visible rows, and add up', async () => {
  const query = `{ explainChange(${ARGS}) { overall { difference } dimensions { parts { contribution } } } }`;
  let compared = 0;
  for (const viewer of Object.values(VIEWERS)) {
    const { data } = await roles.ask(viewer, query);
    const found = data?.['explainChange'];
    if (!found || found.overall.difference === null) continue;
    compared += 1;
    const parts = found.dimensions[0].parts as { contribution: string }[];
    expect(parts.reduce((sum, { contribution }) => sum + Number(contribution), 0)).toBe(found.overall.difference);
  }
  expect(compared).toBeGreaterThan(1);
});

test('no group of few people is shown: they are among the others', async () => {
  const { data, errors } = await roles.ask(
    VIEWERS['who sees crowds']!,
    `{ explainChange(${ARGS.replace('utm_source', 'utm_source, user_id')}) {
      overall { value previous }
      dimensions { dimension { key } parts { value others current previous } } } }`,
  );
  expect(errors).toEqual([]);
  const { overall, dimensions } = data!['explainChange'];
  const [people] = dimensions.filter(({ dimension }: { dimension: { key: string } }) => dimension.key === 'user_id');
  expect(people.parts).toEqual([
    { value: null, others: true, current: String(overall.value), previous: String(overall.previous) },
  ]);
});

test('a role without `plan` gets no plan', async () => {
  const { errors } = await roles.ask(VIEWERS['who sees crowds']!, `{ explainChange(${ARGS}) { plan { sql } } }`);
  expect(errors).toMatchObject([{ code: 'FORBIDDEN' }]);
});
