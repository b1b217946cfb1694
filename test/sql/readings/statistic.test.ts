import { openVisits, type Visits } from './visits';

let visits: Visits;
beforeAll(async () => {
  visits = await openVisits();
});
afterAll(() => visits.product.close());

test('statistic: a mean of rows follows from their sum and count', async () => {
  expect(visits.cells(['mean_spent'])).toMatchInlineSnapshot(`
    "select
      a.slot,
      sum(a.r1) as r1,
      sum(a.r1_contributed) as r1_contributed
    from (
      select s.cell, round(sum(s.v1) * 1.000000000000000000000000000000 / nullif(sum(s.v2), 0), 12), sum(s.v2)
      from visit_reduced as s
      where s.v2 > 0
      group by 1
      union all
      select s.slot, null::numeric, null::numeric
      from generate_series(1, $4::int) as s (slot)
    ) as a (slot, r1, r1_contributed)
    group by 1"
  `);
  expect(await visits.numbers(['mean_spent'])).toEqual(['5', '3', '5']);
});

test('statistic: a median lies between two neighbours in order', async () => {
  expect(visits.cells(['middle_spent'])).toMatchInlineSnapshot(`
    "select
      a.slot,
      sum(a.r1) as r1,
      sum(a.r1_contributed) as r1_contributed
    from (
      select p.slot, p.value, p.n
      from (
        select v.slot, v.n, round(min(v.x) filter (where v.upto > floor(((v.n - 1) * $4::numeric))) + (((v.n - 1) * $4::numeric) - floor(((v.n - 1) * $4::numeric))) * (min(v.x) filter (where v.upto > ceil(((v.n - 1) * $4::numeric))) - min(v.x) filter (where v.upto > floor(((v.n - 1) * $4::numeric)))), 12) as value
        from (
          select
            s.slot,
            s.x,
            sum(s.n) over (partition by s.slot order by s.x) as upto,
            sum(s.n) over (partition by s.slot) as n
          from (
            select s.cell as slot, s.entity::numeric as x, s.v1 as n
            from visit_reduced as s
            where s.v1 > 0
          ) as s
        ) as v
        group by 1, 2
      ) as p
      union all
      select s.slot, null::numeric, null::numeric
      from generate_series(1, $5::int) as s (slot)
    ) as a (slot, r1, r1_contributed)
    group by 1"
  `);
  expect(await visits.numbers(['middle_spent'])).toEqual(['4', '3', '5']);
});

test('statistic: a maximum of entities looks at their totals', async () => {
  expect(visits.cells(['top_spender'])).toMatchInlineSnapshot(`
    "select
      a.slot,
      sum(a.r1) as r1,
      sum(a.r1_contributed) as r1_contributed
    from (
      select s.slot, round(max(s.x), 12), count(*)
      from (
        select ($4::int[])[t.sample] as slot, t.x, 1 as n
        from (
          select s.cell as sample, s.entity, s.v1 as x
          from visit_reduced as s
          where s.v2 > 0 and s.entity is not null
        ) as t
      ) as s
      group by 1
      union all
      select s.slot, null::numeric, null::numeric
      from generate_series(1, $5::int) as s (slot)
    ) as a (slot, r1, r1_contributed)
    group by 1"
  `);
  expect(await visits.numbers(['top_spender'])).toEqual(['10', '3', 'NO_DATA']);
});
