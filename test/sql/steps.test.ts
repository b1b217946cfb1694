import { openProduct, type OwnProduct } from '../tables/ownProduct';
import { cteOf, DAYS } from './cte';

// The steps around the readings: scans, filled slots, ranks, folded groups, kept rows.

const MODEL = `
tables:
  person:
    primaryKey: id
    time: born
    columns: { id: bigint, born: date, country: text }
  visit:
    primaryKey: id
    time: at
    parents: { person: who }
    columns: { id: bigint, who: bigint, page: text, at: timestamptz }
  first_visit: { event: { first: visit, each: who } }
dimensions:
  page: { column: page, of: visit }
  country: { column: country, of: person, empty: Unknown }
metrics:
  visits: { numerator: { count: visit }, grain: day }
  visitors: { numerator: { count_distinct: who, of: visit }, grain: day, overTime: recompute }
  people: { numerator: { count: person }, grain: day }
  newcomers: { numerator: { count_first: who, of: visit }, grain: day }
  first_visits: { numerator: { count: first_visit }, grain: day }
`;

const DDL = `
  create table person (id bigint, born date, country text);
  create table visit (id bigint, who bigint, page text, at timestamptz);
  create index on visit (at);
  insert into person values (1, '2026-05-01', 'DE'), (2, '2026-05-02', ''), (3, null, 'FR');
  insert into visit values
    (1, 1, 'home', '2026-05-01 10:00Z'), (2, 1, 'help', '2026-05-01 11:00Z'), (3, 2, 'home', '2026-05-02 12:00Z'),
    (4, 2, 'shop', '2026-05-03 10:00Z'), (5, 3, 'home', '2026-05-03 10:00Z')`;

let product: OwnProduct;
beforeAll(async () => {
  product = await openProduct(MODEL, DDL);
});
afterAll(() => product.close());

type Request = Parameters<typeof cteOf>[2];
const cte = (name: string, request: Request) => cteOf(product, name, { grain: 'day', ...request });
const ask = (request: Request) =>
  product
    .ask({ grain: 'day', range: DAYS, ...request })
    .then((rows) => rows.map((row) => row.replace(/^2026-05-|T00:00/g, '')));

test('a scan by an index reads each day by itself', async () => {
  expect(cte('visit_reduced', { metrics: ['visits'] })).toMatchInlineSnapshot(`
    "select c.cell, t.*
    from unnest($1::timestamptz[], $2::timestamptz[], $3::int[]) as c (start, stop, cell)
    cross join lateral (
      select
        count(*) as v1
      from visit as t
      where t.at >= c.start
      and t.at < c.stop
    ) as t"
  `);
  expect(await ask({ metrics: ['visits'] })).toEqual(['01 → 2', '02 → 1', '03 → 2']);
});

test('a scan of a whole table puts each row in its cell, and joins parents after reducing', async () => {
  const request = { metrics: ['visitors'], groupBy: ['country'] };
  expect(cte('visit_reduced', request)).toMatchInlineSnapshot(`
    "select
      t.cell,
      t.entity,
      coalesce(nullif(p1.country, ''), $1::text) as k1,
      t.v1
    from (
      select c.cell, t.*
      from unnest($2::timestamptz[], $3::timestamptz[], $4::int[]) as c (start, stop, cell)
      cross join lateral (
        select
          t.who as entity,
          count(*) as v1
        from visit as t
        where t.at >= c.start
        and t.at < c.stop
        group by 1
      ) as t
    ) as t
    left join person as p1 on p1.id = t.entity"
  `);
  expect(await ask(request)).toEqual([
    '01|DE → 1',
    '01|FR → 0',
    '01|Unknown → 0',
    '02|DE → 0',
    '02|FR → 0',
    '02|Unknown → 1',
    '03|DE → 0',
    '03|FR → 1',
    '03|Unknown → 1',
  ]);
});

test('a date is an instant of the zone, and is filtered as a date too', async () => {
  expect(cte('person_reduced', { metrics: ['people'] })).toMatchInlineSnapshot(`
    "select
      width_bucket(least(t.born::timestamp at time zone $1::text, case when ((t.born::timestamp - interval '6 hours') at time zone $1::text + interval '6 hours') at time zone $1::text >= t.born::timestamp then (t.born::timestamp - interval '6 hours') at time zone $1::text + interval '6 hours' end), $2::timestamptz[]) as cell,
      count(*) as v1
    from person as t
    where t.born >= $3::date
    and t.born <= $4::date
    and least(t.born::timestamp at time zone $1::text, case when ((t.born::timestamp - interval '6 hours') at time zone $1::text + interval '6 hours') at time zone $1::text >= t.born::timestamp then (t.born::timestamp - interval '6 hours') at time zone $1::text + interval '6 hours' end) >= $5::timestamptz
    and least(t.born::timestamp at time zone $1::text, case when ((t.born::timestamp - interval '6 hours') at time zone $1::text + interval '6 hours') at time zone $1::text >= t.born::timestamp then (t.born::timestamp - interval '6 hours') at time zone $1::text + interval '6 hours' end) < $6::timestamptz
    group by 1"
  `);
  expect(await ask({ metrics: ['people'] })).toEqual(['01 → 1', '02 → 1', '03 → 0']);
});

test('first rows are looked for over all of history', async () => {
  const request = { metrics: ['newcomers'], groupBy: ['page'] };
  expect(cte('visit_reduced', request)).toMatchInlineSnapshot(`
    "select
      width_bucket(t.at, $1::timestamptz[]) as cell,
      t.page as k1,
      count(*) as v1
    from (
      select distinct on (t.who)
        t.who, t.at, t.page
      from visit as t
      where (t.who is not null and t.at > '-infinity' and t.at < $2::timestamptz)
      order by t.who, t.at, t.id
    ) as t
    where t.at >= $3::timestamptz
    and t.at < $2::timestamptz
    group by 1, 2"
  `);
  expect(await ask(request)).toEqual(['01|home → 1', '02|home → 1', '03|home → 1']);
});

test('an event is one row of each entity', async () => {
  expect(cte('first_visit_reduced', { metrics: ['first_visits'] })).toMatchInlineSnapshot(`
    "select
      width_bucket(t.at, $1::timestamptz[]) as cell,
      count(*) as v1
    from (
      select distinct on (s.who) s.id, s.who, s.page, s.at
      from visit as s
      where (s.who is not null and s.at > '-infinity' and s.at <= $2::timestamptz)
      order by s.who, s.at, s.id
    ) as t
    where t.at >= $3::timestamptz
    and t.at < $4::timestamptz
    group by 1"
  `);
  expect(await ask({ metrics: ['first_visits'] })).toEqual(['01 → 1', '02 → 1', '03 → 1']);
});

test('fill adds every slot to each group', async () => {
  const request = { metrics: ['visits'], groupBy: ['page'], where: { page: { eq: 'shop' } }, fill: true };
  expect(cte('filled', request)).toMatchInlineSnapshot(`
    "select
      a.slot,
      a.k1,
      sum(a.r1) as r1
    from (
      select * from cells
      union all
      select s.slot, g.k1, null
      from (select distinct k1 from cells) as g
      cross join generate_series(1, $5::int) as s (slot)
    ) as a (slot, k1, r1)
    group by 1, 2"
  `);
  expect(await ask(request)).toEqual(['01|shop → 0', '02|shop → 0', '03|shop → 1']);
});

test('top ranks groups, and text by code point', async () => {
  const request = {
    metrics: ['visitors'],
    groupBy: ['page'],
    grain: null,
    top: { n: 1, by: 'visitors', others: true },
  };
  expect(cte('top', request)).toMatchInlineSnapshot(`
    "select array[c.k1::text] as key, row_number() over (order by coalesce(c.r1, 0) desc nulls last, c.k1 collate "C" nulls last)::int as rank
    from (
      select
        a.slot,
        a.k1,
        sum(a.r1) as r1,
        sum(a.has_rows) as has_rows
      from (
        select distinct 1, c.k1, null::numeric, 1 from cells as c
        union all
        select 1, c.k1, sum(c.r1), null
        from cells as c
        group by 1, 2
      ) as a (slot, k1, r1, has_rows)
      group by 1, 2
    ) as c
    where c.has_rows is not null
    order by rank
    limit $4::int"
  `);
  expect(cte('visit_reduced_others', request)).toMatchInlineSnapshot(`
    "select s.cell, s.entity, sum(s.v1) as v1
    from visit_reduced as s
    where not exists (
      select from top as t
      where t.key = array[s.k1::text]
    )
    group by 1, 2"
  `);
  expect(cte('folded', request)).toMatchInlineSnapshot(`
    "select
      a.slot,
      a.k1,
      a.rank,
      sum(a.r1) as r1
    from (
      select c.slot, case when t.rank is not null then c.k1 end, t.rank, case when t.rank is not null then c.r1 end
      from cells as c
      left join top as t on t.key = array[c.k1::text]
      union all
      select s.cell, null, null, count(s.entity)
      from visit_reduced_others as s
      group by 1
    ) as a (slot, k1, rank, r1)
    group by 1, 2, 3
    having sum(a.r1) > 0"
  `);
  expect(await ask(request)).toEqual(['home → 3', 'null → 2']);
});

test('totals follow from the cells if they add up', async () => {
  expect(cte('totals', { metrics: ['visits'], totals: true })).toMatchInlineSnapshot(`
    "select
      1 as slot,
      sum(a.r1) as r1
    from (
      select 1, sum(c.r1)
      from cells as c
      group by 1
    ) as a (slot, r1)"
  `);
});

test('overall computes each group over the whole range', async () => {
  const request = { metrics: ['visits'], groupBy: ['page'], overall: true };
  expect(cte('range_total', request)).toMatchInlineSnapshot(`
    "select
      a.slot,
      a.k1,
      sum(a.r1) as r1,
      sum(a.has_rows) as has_rows
    from (
      select distinct 1, c.k1, null::numeric, 1 from filled as c
      union all
      select f.*, null from range_total_cells as f
    ) as a (slot, k1, r1, has_rows)
    group by 1, 2"
  `);
});

test('having keeps rows by their numbers', async () => {
  const request = { metrics: ['visits'], having: { visits: { ne: '2' } } };
  expect(cte('kept', request)).toMatchInlineSnapshot(
    `"select a.* from answer as a where a.visits is distinct from $5::numeric"`,
  );
  expect(await ask(request)).toEqual(['02 → 1']);
});
