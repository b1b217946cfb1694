import { DataEnds } from '../../src/answer/dataEnds';
import { endDatesOf } from '../../src/answer/noDataAfter';
import { Deadline } from '../../src/engine/deadline';
import { checkQuery } from '../../src/query/checkQuery';
import { openProduct, type OwnProduct } from '../tables/ownProduct';

const MODEL = `
tables:
  visit:
    primaryKey: id
    time: at
    columns: { id: bigint, at: timestamptz }
metrics:
  visits: { numerator: { count: visit }, grain: day }
`;

const DDL = `
  create table visit (id bigint primary key, at timestamptz);
  insert into visit values (1, '2026-05-01 10:00Z'), (2, '2026-05-20 15:59:59.999001Z')`;

let product: OwnProduct;
beforeAll(async () => {
  product = await openProduct(MODEL, DDL);
});
afterAll(() => product.close());

// Look-ups return whole milliseconds, so that visit 2 seemed to be as old as asOf.
test('the newest row is the one before asOf, not one some microseconds after it', async () => {
  const { registry, engine } = product.gateway;
  const asOf = Date.parse('2026-05-20T15:59:59.999Z');
  const query = checkQuery(
    registry,
    { metrics: ['visits'], range: { from: '2026-05-01', to: '2026-05-20' }, asOf },
    asOf,
  );
  const dates = await endDatesOf(registry, new DataEnds(registry, engine), query, new Deadline(30_000));
  expect(dates).toEqual({
    kind: 'known',
    ends: [{ metric: 'visits', table: 'visit', date: Date.parse('2026-05-01T10:00:00Z') }],
  });
});
