import { openVisits, type Visits } from './visits';

let visits: Visits;
beforeAll(async () => {
  visits = await openVisits();
});
afterAll(() => visits.product.close());

test('fold: counts and sums of one scan share a branch', async () => {
  expect(visits.cells(['visits', 'spent'])).toMatchInlineSnapshot(`
    "select
      a.slot,
      sum(a.r1) as r1,
      sum(a.r2) as r2,
      sum(a.r2_contributed) as r2_contributed
    from (
      select s.cell, sum(s.v1), sum(s.v2), count(s.v2)
      from visit_reduced as s
      group by 1
      union all
      select s.slot, null::numeric, null::numeric, null::numeric
      from generate_series(1, $4::int) as s (slot)
    ) as a (slot, r1, r2, r2_contributed)
    group by 1"
  `);
  expect(await visits.numbers(['visits', 'spent'])).toEqual(['3 30', '1 6', '2 10']);
});
