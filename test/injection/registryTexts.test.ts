import { buildSchema, graphql, printSchema } from 'graphql';
import { prepare } from '../../src/answer/prepare';
import { requestContext } from '../../src/graphql/context';
import { subgraphSchema } from '../../src/graphql/subgraph';
import { checkQuery } from '../../src/query/checkQuery';
import { NOW, openProduct, registryOf, type OwnProduct } from '../tables/ownProduct';
import { CORPUS, LONG, MARK } from './corpus';

/**
 * Names in a database, and words that people write, are taken literally, whatever the registry's
 * author writes. Only `sql` is SQL.
 */
const FITTING = CORPUS.filter((text) => Buffer.byteLength(text) <= 63);
const yaml = (text: string) => JSON.stringify(text);
const identifier = (text: string) => `"${text.replaceAll('"', '""')}"`;
const literal = (text: string) => `'${text.replaceAll("'", "''")}'`;

const tables = FITTING.map(
  (text, index) => `
  t${index}:
    schema: ${yaml(`s ${text}`.slice(0, 40))}
    name: ${yaml(text)}
    primaryKey: id
    time: at
    columns: { id: bigint, at: timestamptz, held: { type: text, name: ${yaml(text)} } }`,
);
const dimensions = FITTING.map(
  (text, index) => `
  d${index}:
    label: { en: ${yaml(text)}, zh: ${yaml(text)} }
    description: { en: ${yaml(text)}, zh: ${yaml(text)} }
    column: held
    of: t${index}
    empty: ${yaml(text)}
    values: { ${yaml(text)}: { en: ${yaml(text)}, zh: ${yaml(text)} } }`,
);
const metrics = FITTING.map(
  (text, index) => `
  m${index}:
    label: { en: ${yaml(text)}, zh: ${yaml(text)} }
    description: { en: ${yaml(text)}, zh: ${yaml(text)} }
    owner: ${yaml(text)}
    priority: ${yaml(text)}
    deprecated: ${yaml(text)}
    group: all
    numerator: { count: t${index} }
    filters: [{ held: ${yaml(text)} }]
    grain: day
  n${index}: { label: { en: N, zh: 数 }, group: all, numerator: { count: t${index} }, filters: [{ not: { held: [${yaml(text)}, other] } }], grain: day }
  all${index}: { label: { en: A, zh: 数 }, group: all, numerator: { count: t${index} }, grain: day }`,
);
const MODEL = `tables:${tables.join('')}\ndimensions:${dimensions.join('')}\nmetrics:${metrics.join('')}\n`;

// Each table contains its own text, another text, an empty one, and one that a pattern or a closed
// quote would also match.
const DDL = FITTING.map((text) => {
  const [schema, name] = [identifier(`s ${text}`.slice(0, 40)), identifier(text)];
  const values = [literal(text), literal('other'), `''`, 'null', literal(`${text}x`)];
  return `create schema ${schema}; create table ${schema}.${name} (id bigint, at timestamptz, ${name} text);
    insert into ${schema}.${name} select i, '2026-05-05', v from unnest(array[${values.join(', ')}]) with ordinality as u (v, i);`;
}).join('\n');

let product: OwnProduct;
beforeAll(async () => {
  product = await openProduct(MODEL, DDL);
});
afterAll(() => product.close());

test.each(FITTING.map((text, index) => [text, index] as const))(
  '%j can be a table, a column, a value and the name of empty values',
  async (text, index) => {
    const asked = ['m', 'n', 'all'].map((letter) => `${letter}${index}`);
    expect(await product.ask({ metrics: asked })).toEqual(['→ 1 3 5']);
    const { rows } = await product.answer({ metrics: [`all${index}`], groupBy: [`d${index}`] });
    const counted = Object.fromEntries(rows.map(({ by, cells }) => [by[`d${index}`], cells[`all${index}`]!.decimal]));
    expect(counted).toEqual({ [text]: '3', other: '1', [`${text}x`]: '1' });
  },
);

test('values are in the parameters of a statement, and names are in quotes', () => {
  // A name that is a plain word needs no quotes.
  FITTING.filter((text) => !/^\w+$/.test(text)).forEach((text) => {
    const index = FITTING.indexOf(text);
    const { registry } = product.gateway;
    const range = { from: '2026-05-01', to: '2026-06-01' };
    const query = checkQuery(registry, { metrics: [`m${index}`], groupBy: [`d${index}`], range }, NOW);
    const { statement } = prepare(product.gateway, [query]);
    const quoted = [identifier(text), identifier(`s ${text}`.slice(0, 40))];
    const rest = quoted.reduce((left, one) => left.replaceAll(one, ''), statement.text);
    expect(rest).not.toContain(MARK);
    expect(statement.parameters).toContainEqual(text);
  });
});

test('words appear as they are written, in the schema and in the catalog', async () => {
  const schema = subgraphSchema(product.gateway.registry);
  // The schema that routers read is still valid.
  const { data } = await graphql({ schema, source: '{ _service { sdl } }', contextValue: context() });
  expect(String((data!['_service'] as { sdl: string }).sdl)).toContain(MARK);
  expect(() => buildSchema(printSchema(schema), { assumeValidSDL: true })).not.toThrow();
  const source = `{ metricCatalog {
    metrics { key label(locale: "en") description(locale: "zh") owner priority deprecated }
    dimensions { key label(locale: "en") description(locale: "en") }
  } }`;
  const told = await graphql({ schema, source, contextValue: context() });
  expect(told.errors).toBeUndefined();
  const { metrics: all, dimensions: by } = told.data!['metricCatalog'] as Record<string, { key: string }[]>;
  FITTING.forEach((text, index) => {
    const words = { label: text, description: text };
    expect(all!.find(({ key }) => key === `m${index}`)).toMatchObject({
      ...words,
      owner: text,
      priority: text,
      deprecated: text,
    });
    expect(by!.find(({ key }) => key === `d${index}`)).toMatchObject(words);
  });
});

test('no database name contains control characters', () => {
  for (const text of LONG.filter((one) => /\p{Cc}/u.test(one))) {
    const named = `{ name: ${yaml(text)}, primaryKey: id, time: at, columns: { id: bigint, at: timestamptz } }`;
    expect(() => registryOf(`tables:\n  t: ${named}\n`)).toThrow('without control characters');
  }
});

const context = () => requestContext(product.gateway, NOW);
