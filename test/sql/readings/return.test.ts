import { openVisits, type Visits } from './visits';

let visits: Visits;
beforeAll(async () => {
  visits = await openVisits();
});
afterAll(() => visits.product.close());

test('return: the cohort is compared with a scan of later rows', async () => {
  expect(visits.cells(['back'])).toMatchInlineSnapshot(`
    "select
      a.slot,
      sum(a.r1) as r1
    from (
      select c.sample, count(*)
      from (
        select distinct c.*
        from (
          select s.cell as sample, s.entity
          from person_reduced as s
        ) as c
        join (
          select s.entity, s.cell as sample
          from visit_reduced as s
        ) as p on p.entity = c.entity and p.sample = c.sample
      ) as c
      group by 1
      union all
      select s.slot, null::numeric
      from generate_series(1, $7::int) as s (slot)
    ) as a (slot, r1)
    group by 1"
  `);
  expect(await visits.numbers(['back'])).toEqual(['0', '1', '1']);
});
