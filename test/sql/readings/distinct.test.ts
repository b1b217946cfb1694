import { cteOf } from '../cte';
import { openVisits, type Visits } from './visits';

let visits: Visits;
beforeAll(async () => {
  visits = await openVisits();
});
afterAll(() => visits.product.close());

test('distinct: if each sample is one cell, entities are counted without a sub-query', async () => {
  expect(visits.cells(['visitors'])).toMatchInlineSnapshot(`
    "select
      a.slot,
      sum(a.r1) as r1
    from (
      select s.cell, count(s.entity)
      from visit_reduced as s
      group by 1
      union all
      select s.slot, null::numeric
      from generate_series(1, $4::int) as s (slot)
    ) as a (slot, r1)
    group by 1"
  `);
  expect(await visits.numbers(['visitors'])).toEqual(['2', '1', '1']);
});

test('distinct: a sample of several cells finds each entity once', async () => {
  expect(visits.cells(['visitors', 'recent'], null)).toMatchInlineSnapshot(`
    "select
      a.slot,
      sum(a.r1) as r1,
      sum(a.r2) as r2
    from (
      select ($4::int[])[s.cell], null::numeric, count(s.entity)
      from visit_reduced as s
      where s.cell between $5::int and $5::int
      group by 1
      union all
      select d.sample, count(d.entity), null
      from (
        select ($6::int[])[s.cell] as sample, s.entity
        from visit_reduced as s
        group by 1, 2
      ) as d
      group by 1
      union all
      select s.slot, null::numeric, null::numeric
      from generate_series(1, $7::int) as s (slot)
    ) as a (slot, r1, r2)
    group by 1"
  `);
  expect(await visits.numbers(['visitors', 'recent'], null)).toEqual(['3 2']);
});

test('distinct: groups that share entities find each entity once', async () => {
  expect(cteOf(visits.product, 'totals', { metrics: ['visitors'], groupBy: ['page'], totals: true }))
    .toMatchInlineSnapshot(`
    "select
      1 as slot,
      sum(a.r1) as r1
    from (
      select d.sample, count(d.entity)
      from (
        select s.cell as sample, s.entity
        from visit_reduced as s
        group by 1, 2
      ) as d
      group by 1
    ) as a (slot, r1)"
  `);
});
