import { openVisits, type Visits } from './visits';

let visits: Visits;
beforeAll(async () => {
  visits = await openVisits();
});
afterAll(() => visits.product.close());

test('snapshot: values hold from a start to an end', async () => {
  expect(visits.cells(['fees'])).toMatchInlineSnapshot(`
    "select
      a.slot,
      sum(a.r1) as r1,
      sum(a.r1_contributed) as r1_contributed
    from (
      select n.sample, c.v1, c.v2
      from (
        select
          d.sample as sample,
          lead(d.sample, 1, $2::int + 1) over w as next,
          sum(sum(d.v1)) over w as v1,
          sum(sum(d.v2)) over w as v2
        from plan_reduced as s
        cross join lateral (values
          (s.cell, s.v1, s.v2),
          (s.until_cell, -s.v1, -s.v2)
        ) as d (sample, v1, v2)
        where s.cell < s.until_cell and d.sample <= $2::int
        group by 1
        window w as (order by d.sample)
      ) as c
      cross join lateral generate_series(c.sample, c.next - 1) as n (sample)
      where c.v2 <> 0
      union all
      select s.slot, null::numeric, null::numeric
      from generate_series(1, $2::int) as s (slot)
    ) as a (slot, r1, r1_contributed)
    group by 1"
  `);
  expect(await visits.numbers(['fees'])).toEqual(['30', '25', '20']);
});

test('snapshot: an entity counts once while at least one of its rows is valid', async () => {
  expect(visits.cells(['subscribers'])).toMatchInlineSnapshot(`
    "select
      a.slot,
      sum(a.r1) as r1
    from (
      select n.sample, c.v1
      from (
        select
          d.sample as sample,
          lead(d.sample, 1, $2::int + 1) over w as next,
          sum(sum(d.v1)) over w as v1
        from (
          select e.sample as start, e.next as stop, 1 as v1
          from (
            select
              s.entity,
              d.sample as sample,
              lead(d.sample, 1, $2::int + 1) over w as next,
              sum(sum(d.valid)) over w as valid
            from plan_reduced as s
            cross join lateral (values
              (s.cell, s.v1),
              (s.until_cell, -s.v1)
            ) as d (sample, valid)
            where s.cell < s.until_cell and s.entity is not null
            group by 1, 2
            window w as (partition by s.entity order by d.sample)
          ) as e
          where e.valid > 0
        ) as s
        cross join lateral (values
          (s.start, s.v1),
          (s.stop, -s.v1)
        ) as d (sample, v1)
        where s.start < s.stop and d.sample <= $2::int
        group by 1
        window w as (order by d.sample)
      ) as c
      cross join lateral generate_series(c.sample, c.next - 1) as n (sample)
      where c.v1 <> 0
      union all
      select s.slot, null::numeric
      from generate_series(1, $2::int) as s (slot)
    ) as a (slot, r1)
    group by 1"
  `);
  expect(await visits.numbers(['subscribers'])).toEqual(['2', '1', '1']);
});
