import { openProduct, type OwnProduct } from '../../tables/ownProduct';
import { cteOf, DAYS } from '../cte';

const MODEL = `
tables:
  person:
    primaryKey: id
    time: born
    columns: { id: bigint, born: timestamptz }
  visit:
    primaryKey: id
    time: at
    parents: { person: who }
    columns: { id: bigint, who: bigint, page: text, spent: numeric, at: timestamptz }
  plan:
    primaryKey: id
    parents: { person: who }
    columns: { id: bigint, who: bigint, fee: numeric, since: timestamptz, until: timestamptz }
dimensions:
  page: { column: page, of: visit }
metrics:
  visits: { numerator: { count: visit }, grain: day }
  spent: { numerator: { sum: spent, of: visit, times: 2 }, grain: day }
  visitors: { numerator: { count_distinct: who, of: visit }, grain: day, overTime: recompute }
  recent: { numerator: { count_distinct: who, of: visit, window: { last: 2, unit: day } }, grain: day, overTime: last }
  recent_spent: { numerator: { sum: spent, of: visit, window: { last: 2, unit: day } }, grain: day, overTime: last }
  mean_spent: { numerator: { avg: spent, of: visit }, grain: day }
  middle_spent: { numerator: { median: spent, of: visit }, grain: day }
  top_spender: { numerator: { max: spent, of: visit, each: who }, grain: day }
  fees: { numerator: { sum: fee, of: plan, active: { from: since, until: until } }, grain: day, overTime: last }
  subscribers: { numerator: { count_distinct: who, of: plan, active: { from: since, until: until } }, grain: day, overTime: last }
  lost: { numerator: { sum: fee, of: plan, active: { from: since, until: until }, movement: churned, each: who }, grain: day }
  back: { numerator: { count_returning: id, of: person, lag: 1, within: [visit] }, grain: day }
`;

const DDL = `
  create table person (id bigint, born timestamptz);
  create table visit (id bigint, who bigint, page text, spent numeric, at timestamptz);
  create table plan (id bigint, who bigint, fee numeric, since timestamptz, until timestamptz);
  insert into person values (1, '2026-05-01 08:00Z'), (2, '2026-05-01 09:00Z'), (3, '2026-05-02 10:00Z');
  insert into visit values
    (1, 1, 'home', 1, '2026-05-01 10:00Z'), (2, 1, 'help', 4, '2026-05-01 11:00Z'), (3, 2, 'home', 10, '2026-05-01 12:00Z'),
    (4, 2, 'home', 3, '2026-05-02 10:00Z'), (5, 3, 'help', null, '2026-05-03 10:00Z'), (6, null, 'home', 5, '2026-05-03 11:00Z');
  insert into plan values
    (1, 1, 10, '2026-05-01 00:00Z', '2026-05-02 12:00Z'), (2, 2, 20, '2026-05-01 12:00Z', null),
    (3, 2, 5, '2026-05-02 06:00Z', '2026-05-03 06:00Z')`;

/** Visits of three people on three days, and what they pay. */
export interface Visits {
  readonly product: OwnProduct;
  /** The CTE with the readings of metrics. */
  cells(metrics: readonly string[], grain?: 'day' | null): string;
  /** The numbers of each day, in order. */
  numbers(metrics: readonly string[], grain?: 'day' | null): Promise<string[]>;
}

export async function openVisits(): Promise<Visits> {
  const product = await openProduct(MODEL, DDL);
  return {
    product,
    cells: (metrics, grain = 'day') => cteOf(product, 'cells', { metrics, grain }),
    numbers: async (metrics, grain = 'day') => {
      const rows = await product.ask({ metrics, grain, range: DAYS });
      return rows.map((row) => row.split('→ ')[1]!);
    },
  };
}
