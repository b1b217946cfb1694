import { prepare } from '../../../src/answer/prepare';
import { checkQuery } from '../../../src/query/checkQuery';
import { NOTHING, sql } from '../../../src/sql/fragment';
import { NOW } from '../../tables/ownProduct';
import { DAYS } from '../cte';
import { openVisits, type Visits } from './visits';

let visits: Visits;
beforeAll(async () => {
  visits = await openVisits();
});
afterAll(() => visits.product.close());

test('movement: each change of an entity has its amount at open and at close', async () => {
  expect(visits.cells(['lost'])).toMatchInlineSnapshot(`
    "select
      a.slot,
      sum(a.r1) as r1,
      sum(a.r1_contributed) as r1_contributed
    from (
      select ($4::int[])[m.moment], sum(m.open - m.close), count(*)
      from (
        select
          a.*,
          coalesce(a.amount, 0) as close,
          coalesce(lag(a.amount) over (partition by a.entity order by a.moment), 0) as open
        from (
          select
            s.entity,
            d.moment as moment,
            sum(sum(d.amount)) over (partition by s.entity order by d.moment) as amount,
            min(min(d.there)) over (partition by s.entity) as first
          from plan_reduced as s
          cross join lateral (values
            (s.cell, s.v1, case when s.v2 > 0 then s.cell end),
            (s.until_cell, -s.v1, null)
          ) as d (moment, amount, there)
          group by 1, 2
        ) as a
      ) as m
      where m.moment between $5::int and $2::int and m.open <> 0 and m.close = 0
      group by 1
      union all
      select s.slot, null::numeric, null::numeric
      from generate_series(1, $6::int) as s (slot)
    ) as a (slot, r1, r1_contributed)
    group by 1"
  `);
  expect(await visits.numbers(['lost'])).toEqual(['0', '10', '0']);
});

test('a reading that no branch computes throws when the statement is made', () => {
  const { gateway } = visits.product;
  const nothing = { slot: sql`1`, keys: [], values: new Map(), from: NOTHING, grouped: false };
  const dialect = { ...gateway.engine.dialect, readings: { movement: () => nothing } };
  const query = checkQuery(gateway.registry, { metrics: ['lost'], grain: 'day', range: DAYS }, NOW);
  expect(() => prepare({ ...gateway, engine: { dialect } }, [query])).toThrow(
    'no branch computes "r1", a reading of kind "movement"',
  );
});
