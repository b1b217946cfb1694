import { openVisits, type Visits } from './visits';

let visits: Visits;
beforeAll(async () => {
  visits = await openVisits();
});
afterAll(() => visits.product.close());

test('rolling: an entity counts until it is active again', async () => {
  expect(visits.cells(['recent'])).toMatchInlineSnapshot(`
    "select
      a.slot,
      sum(a.r1) as r1
    from (
      select n.sample, c.v1
      from (
        select
          d.sample as sample,
          lead(d.sample, 1, $4::int + 1) over w as next,
          sum(sum(d.v1)) over w as v1
        from (
          select a.start, a.stop, count(*) as v1
          from (
            select ($5::int[])[s.cell] as start, least(($6::int[])[s.cell], lead(($5::int[])[s.cell]) over (partition by s.entity order by s.cell)) as stop
            from visit_reduced as s
            where s.entity is not null and ($5::int[])[s.cell] < ($6::int[])[s.cell]
          ) as a
          group by 1, 2
        ) as s
        cross join lateral (values
          (s.start, s.v1),
          (s.stop, -s.v1)
        ) as d (sample, v1)
        where s.start < s.stop and d.sample <= $4::int
        group by 1
        window w as (order by d.sample)
      ) as c
      cross join lateral generate_series(c.sample, c.next - 1) as n (sample)
      where c.v1 <> 0
      union all
      select s.slot, null::numeric
      from generate_series(1, $4::int) as s (slot)
    ) as a (slot, r1)
    group by 1"
  `);
  expect(await visits.numbers(['recent'])).toEqual(['2', '2', '2']);
});

test('rolling: a value counts from its first window to its last', async () => {
  expect(visits.cells(['recent_spent'])).toMatchInlineSnapshot(`
    "select
      a.slot,
      sum(a.r1) as r1,
      sum(a.r1_contributed) as r1_contributed
    from (
      select n.sample, c.v1, c.v2
      from (
        select
          d.sample as sample,
          lead(d.sample, 1, $4::int + 1) over w as next,
          sum(sum(d.v1)) over w as v1,
          sum(sum(d.v2)) over w as v2
        from visit_reduced as s
        cross join lateral (values
          (($5::int[])[s.cell], s.v1, s.v2),
          (($6::int[])[s.cell], -s.v1, -s.v2)
        ) as d (sample, v1, v2)
        where ($5::int[])[s.cell] < ($6::int[])[s.cell] and d.sample <= $4::int
        group by 1
        window w as (order by d.sample)
      ) as c
      cross join lateral generate_series(c.sample, c.next - 1) as n (sample)
      where c.v2 <> 0
      union all
      select s.slot, null::numeric, null::numeric
      from generate_series(1, $4::int) as s (slot)
    ) as a (slot, r1, r1_contributed)
    group by 1"
  `);
  expect(await visits.numbers(['recent_spent'])).toEqual(['15', '18', '8']);
});
