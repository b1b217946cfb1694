import fc from 'fast-check';
import { ask, beginAsking } from '../../../src/answer/ask';
import { beginBeside } from '../../../src/answer/beside';
import { connect } from '../../../src/answer/gateway';
import { servicesOf } from '../../../src/answer/services';
import { forItself } from '../../../src/engine/asker';
import { checkQuery } from '../../../src/query/checkQuery';
import { NOW, openProduct, registryOf, type OwnProduct } from '../../tables/ownProduct';
import { RUNS, SEED } from '../settings';

/**
 * Random parents, with and without an index, with and without doubles, as a table, a view, a
 * materialized view, a select or a union. An answer through the parent has the warning
 * KEY_NOT_PROVEN exactly if two of its rows have the same key without a null. Without the warning,
 * each child counts once.
 */
interface World {
  readonly source: 'table' | 'view' | 'materialized view' | 'sql' | 'union';
  /** The unique indexes that are tried; those that the rows break do not exist. */
  readonly indexes: readonly string[];
  readonly parents: readonly Parent[];
  readonly children: readonly Omit<Parent, 'name'>[];
}

interface Parent {
  readonly a: number | null;
  readonly b: number | null;
  readonly name: string;
}

const key = { a: fc.option(fc.integer({ min: 1, max: 3 }), { freq: 6 }), b: fc.integer({ min: 1, max: 3 }) };
const world: fc.Arbitrary<World> = fc.record({
  source: fc.constantFrom('table', 'view', 'materialized view', 'sql', 'union'),
  indexes: fc.subarray([
    '(a, b)',
    '(b, a)',
    '(b)',
    '(a, b) include (name)',
    '(a, name)',
    '(a, b) where b = 1',
    '(a, (b + 0))',
  ]),
  parents: fc.array(fc.record({ ...key, name: fc.constantFrom('x', 'y') }), { maxLength: 6 }),
  children: fc.array(fc.record(key), { minLength: 1, maxLength: 6 }),
});

const MODEL = (source: World['source']) => `
tables:
  parent: { ${SOURCES[source]}, primaryKey: [a, b], columns: { a: integer, b: integer, name: text } }
  part: { name: parent_rows, primaryKey: [a, b], columns: { a: integer, b: integer, name: text } }
  nobody: { primaryKey: [a, b], columns: { a: integer, b: integer, name: text } }
  child: { primaryKey: id, time: at, columns: { id: bigint, a: integer, b: integer, at: timestamptz }, parents: { parent: [a, b] } }
dimensions:
  name: { column: name, of: parent }
metrics:
  children: { numerator: { count: child }, grain: day }
`;

const SOURCES: { readonly [S in World['source']]: string } = {
  table: 'name: parent_rows',
  view: 'name: parent_view',
  'materialized view': 'name: parent_kept',
  sql: 'sql: "select a, b, name from parent_rows"',
  union: 'union: [part, nobody]',
};

const DDL = `
  create table parent_rows (a int, b int, name text);
  create table nobody (a int, b int, name text);
  create view parent_view as table parent_rows;
  create materialized view parent_kept as table parent_rows;
  create table child (id bigint primary key, a int, b int, at timestamptz)`;

let product: OwnProduct;
beforeAll(async () => {
  product = await openProduct(MODEL('table'), DDL);
});
afterAll(() => product.close());

const REGISTRIES = new Map((Object.keys(SOURCES) as World['source'][]).map((one) => [one, registryOf(MODEL(one))]));

async function make({ source, indexes, parents, children }: World): Promise<void> {
  const values = (rows: readonly (readonly unknown[])[]) => rows.map((row) => `(${row.map(literal)})`).join(', ');
  const insert = (table: string, rows: readonly (readonly unknown[])[]) =>
    rows.length === 0 ? '' : `insert into ${table} values ${values(rows)};`;
  await product.execute(`
    do $$ declare one record; begin
      for one in select indexrelid::regclass as name from pg_index
        where indrelid in ('parent_rows'::regclass, 'parent_kept'::regclass) loop execute 'drop index ' || one.name; end loop;
    end $$;
    truncate parent_rows, child;
    ${insert(
      'parent_rows',
      parents.map(({ a, b, name }) => [a, b, name]),
    )}
    ${insert(
      'child',
      children.map(({ a, b }, id) => [id, a, b, '2026-05-03']),
    )}
    refresh materialized view parent_kept;
    `);
  const table = source === 'materialized view' ? 'parent_kept' : 'parent_rows';
  for (const index of indexes) await product.execute(`create unique index on ${table} ${index}`).catch(() => undefined);
}

function literal(value: unknown): string {
  return value === null ? 'null' : typeof value === 'number' ? String(value) : `'${String(value)}'`;
}

function hasDouble({ parents }: World): boolean {
  const keys = parents.filter(({ a }) => a !== null).map(({ a, b }) => `${a} ${b}`);
  return new Set(keys).size < keys.length;
}

test('the warning is there exactly if a key is double, and without it each child counts once', async () => {
  const met = { warned: 0, proven: 0, counted: 0 };
  const property = fc.asyncProperty(world, async (one) => {
    await make(one);
    const gateway = await connect(REGISTRIES.get(one.source)!, product.gateway.engine);
    const services = servicesOf(gateway);
    const of = async (groupBy: string[]) => {
      const range = { from: '2026-05-01', to: '2026-06-01' };
      const query = checkQuery(gateway.registry, { range, metrics: ['children'], groupBy }, NOW);
      const asking = beginAsking(gateway, services, forItself(30_000));
      const beside = beginBeside(asking, query, { freshness: false, warnings: true });
      const { answer } = await ask(asking, { query, entity: null, needsNumbers: true });
      const codes = (await beside.warnings!(answer!.meta)).map(({ code }) => code);
      const total = answer!.rows.reduce((sum, { cells }) => sum + Number(cells['children']!.decimal), 0);
      return { isWarned: codes.includes('KEY_NOT_PROVEN'), total };
    };
    expect(await of([])).toEqual({ isWarned: false, total: one.children.length });
    const { isWarned, total } = await of(['name']);
    expect(isWarned).toBe(hasDouble(one));
    if (!isWarned) expect(total).toBe(one.children.length);
    met[isWarned ? 'warned' : gateway.provenKeys.has('parent') ? 'proven' : 'counted'] += 1;
  });
  await fc.assert(property, { numRuns: Math.max(30, Math.floor(RUNS / 5)), seed: SEED });
  expect(Object.values(met).every((count) => count > 0)).toBe(true);
});
