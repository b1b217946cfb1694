import fc from 'fast-check';
import { forItself } from '../../src/engine/asker';
import { openClickhouse } from '../../src/engine/clickhouse/open';
import type { Engine } from '../../src/engine/engine';
import { clickhouseDialect } from '../../src/sql/clickhouse/dialect';
import type { COLUMNS, WrittenRow } from '../property/computed/rows';
import { expected, returned, tableOf, world, type World } from '../property/computed/world';
import { RUNS, SEED } from '../property/settings';
import { freshClickhouse, type FreshClickhouse } from './server/freshDatabase';

// Random expressions and filters over random rows: ClickHouse computes what the evaluator does.

const TYPES: { readonly [K in keyof typeof COLUMNS]: string } = {
  id: 'Int64',
  quantity: 'Nullable(Int32)',
  big: 'Nullable(Int64)',
  price: 'Nullable(Decimal(76, 24))',
  discount: 'Nullable(Decimal(38, 12))',
  name: 'Nullable(String)',
  code: 'Nullable(String)',
  mood: `Nullable(Enum8('sad' = 1, 'ok' = 2, 'Happy' = 3))`,
  token: 'Nullable(UUID)',
  is_paid: 'Nullable(Bool)',
  made_at: `Nullable(DateTime64(3, 'UTC'))`,
  local_at: `Nullable(DateTime64(6, 'UTC'))`,
  day: 'Nullable(Date32)',
};

let database: FreshClickhouse;
let engine: Engine;
beforeAll(async () => {
  database = await freshClickhouse();
  engine = await openClickhouse(database.url, { connectWithinMs: 100_000 });
});
afterAll(async () => {
  await engine.close();
  await database.drop();
});

/** Expressions that are nested as deep as the registry allows: 40 levels. */
const DEEP = {
  divided: ['numeric', Array.from({ length: 19 }).reduce<string>((inner) => `1 / (${inner} + 1)`, 'quantity')],
  joined: ['text', `name${' || name'.repeat(38)}`],
  chosen: [
    'text',
    Array.from({ length: 38 }).reduce<string>((inner) => `case when is_paid then name else ${inner} end`, 'code'),
  ],
  negated: ['boolean', `${'not ('.repeat(38)}quantity > 1${')'.repeat(38)}`],
} as const;

/** The rows as a select that stands in place of the table. */
function rowsSql(rows: readonly WrittenRow[]): string {
  const keys = Object.keys(TYPES) as (keyof typeof TYPES)[];
  const literal = (text: string | null) =>
    text === null ? 'null' : `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
  const selects = rows.map((row) => {
    const values = keys.map(
      (key) => `cast(${literal(row[key]?.replace('+00', '') ?? null)} as ${TYPES[key]}) as ${key}`,
    );
    return `select ${values.join(', ')}`;
  });
  return `(${selects.join(' union all ')})`;
}

async function compare(one: World): Promise<void> {
  const { statement, ...known } = tableOf(one);
  const { text, parameters } = statement(clickhouseDialect);
  const withRows = text.replace('from computed_rows as s', () => `from ${rowsSql(one.rows)} as s`);
  expect(withRows).not.toBe(text);
  const values = await engine.run({ text: withRows, parameters }, forItself(100_000));
  expect(returned(one, values)).toEqual(expected(one, known));
}

test('computed columns and filters are those of the evaluator', async () => {
  await fc.assert(fc.asyncProperty(world, compare), { numRuns: RUNS, seed: SEED });
}, 600_000);

test('an expression may be as deep as the registry allows', async () => {
  const [some] = fc.sample(world, { numRuns: 1, seed: SEED });
  await compare({ ...some!, computed: DEEP });
}, 600_000);
