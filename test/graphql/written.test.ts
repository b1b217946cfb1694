import { getIntrospectionQuery } from 'graphql';
import { gatewayServer, type GatewayServer } from './gatewayServer';

/**
 * The size of an answer is paid for. However short the query is, its answer cannot keep the process
 * writing for minutes, or until memory runs out.
 */
let server: GatewayServer;
beforeAll(async () => {
  server = await gatewayServer();
});
afterEach(() => expect(server.internal).toEqual([]));
afterAll(() => server.close());

const FIELDS_A_POINT = 50;
const QUARTER = 'range: { from: "2026-01-01", to: "2026-04-01" }';

/** The cost of an answer, and its fields: every named field, counted for each item of a list. */
async function asked(fields: string, variables?: object): Promise<{ cost: number; fields: number }> {
  const { data, errors } = await server.ask(fields, variables);
  expect(errors).toEqual([]);
  const { rateLimit, ...answer } = data!;
  return { cost: rateLimit.cost, fields: fieldsIn(answer) };
}

function fieldsIn(answer: unknown): number {
  if (answer === null || typeof answer !== 'object') return 1;
  const below = Object.values(answer).reduce((all: number, one) => all + fieldsIn(one), 0);
  return Array.isArray(answer) ? below : 1 + below;
}

describe.each([
  [
    'rows',
    'metrics',
    `${QUARTER}, grain: DAY`,
    'rows { time { start date } values { revenue_mrr tasks: total_generations } }',
  ],
  [
    'rows with fragments, details and the same field twice',
    'metrics',
    `${QUARTER}, grain: DAY, groupBy: [utm_source], fill: false`,
    'rows { ...row others others values { total_generations } values { total_generations revenue_mrr } }',
  ],
  [
    'rows of which some are skipped',
    'metrics',
    `${QUARTER}, grain: DAY`,
    'rows { time @skip(if: true) { start end } values { total_generations } details @include(if: $yes) { total_generations { value } } }',
  ],
  [
    'series',
    'metricSeries',
    `select: [total_generations, revenue_mrr], ${QUARTER}, grain: DAY, groupBy: [utm_source]`,
    'series { label values statuses overall { value status } metric { key } }',
  ],
  [
    'series as text, with the changes to another week',
    'metricSeries',
    `select: [total_generations, revenue_mrr], ${QUARTER}, grain: DAY, groupBy: [utm_source], compare: { shift: 1, unit: WEEK }`,
    'series { formatted de: formatted(locale: "de") previousFormatted changes changesFormatted }',
  ],
  [
    'series with two dimensions as a list',
    'metricSeries',
    `select: [total_generations], ${QUARTER}, grain: DAY, groupBy: [utm_source, task_type]`,
    'series { group { value others label dimension { key label } } }',
  ],
  [
    'buckets of series',
    'metricSeries',
    `select: [total_generations], ${QUARTER}, grain: DAY`,
    'buckets { date label }',
  ],
])('%s', (_name, field, args, list) => {
  const document = (copies: number) => {
    const lists = Array.from({ length: copies }, (_, index) => `list${index}: ${list}`);
    return (
      `query ($yes: Boolean = true) { ${field}(${args}) @include(if: $yes) { ${lists.join(' ')} } rateLimit { cost } } ` +
      (list.includes('...row')
        ? 'fragment row on MetricRow { time { start } details { total_generations { value share } } }'
        : '')
    );
  };
  test('under several aliases costs more, in proportion to the fields to write', async () => {
    const [one, many] = [await asked(document(1)), await asked(document(9))];
    const more = (many.fields - one.fields) / FIELDS_A_POINT;
    expect(more).toBeGreaterThan(3);
    expect(Math.abs(many.cost - one.cost - more)).toBeLessThanOrEqual(1);
  });
});

test.each([
  [
    'the catalog',
    '{ metricCatalog { metrics { key label dimensions { key metrics { key formula } } } } rateLimit { cost } }',
    3,
  ],
  [
    'values of dimensions',
    '{ metricCatalog { dimension(key: utm_source) { values(limit: 3) { value label } } } rateLimit { cost } }',
    2,
  ],
  ['the schema, as tools for developers ask for it', getIntrospectionQuery().replace('{', '{ rateLimit { cost }'), 3],
])('%s costs its largest possible answer, before any lookup', async (_, document, times) => {
  const { cost, fields } = await asked(document);
  expect(cost).toBeGreaterThanOrEqual(Math.floor(fields / FIELDS_A_POINT));
  expect(cost).toBeLessThanOrEqual(1 + (times * fields) / FIELDS_A_POINT);
});

const names = (count: number, selection: string) =>
  Array.from({ length: count }, (_, index) => `n${index}: ${selection}`).join(' ');
const YEAR = 'range: { from: "2025-04-01", to: "2026-04-01" }, grain: HOUR';

test.each([
  [
    'rows',
    `metrics(${YEAR}, select: [total_generations]) { rows { ${names(150, 'details { total_generations { value decimal status complete } }')} } }`,
  ],
  [
    'buckets',
    `metricSeries(${YEAR}, select: [total_generations]) { ${names(60, 'buckets { start end date label complete }')} }`,
  ],
])(
  '%s under so many names that writing them takes seconds is rejected as soon as their number is known',
  async (_, field) => {
    const { status, data, errors, body } = await server.ask(`{ ${field} other: metricCatalog { timeZone } }`);
    expect([status, body.length < 1_000, data?.['other']]).toEqual([200, true, { timeZone: 'Asia/Shanghai' }]);
    expect(errors).toEqual([
      expect.objectContaining({
        message: expect.stringMatching(
          /^The answer costs \d+ points( after \d+ for the rest of the request)?; at most 20000 are allowed in one request\. It has about \d{7} fields\.$/,
        ),
        extensions: { code: 'QUERY_TOO_EXPENSIVE', hint: expect.stringMatching(/limit/) },
      }),
    ]);
  },
);

test.each([
  [
    'the catalog',
    `{ metricCatalog { ${names(14, `metrics { key ${names(13, 'dimensions { metrics { key label formula } }')} }`)} } }`,
  ],
  [
    'the schema',
    `{ ${names(190, '__schema { types { name description fields { name description isDeprecated args { name description type { name kind } } type { name kind ofType { name kind ofType { name } } } } } }')} }`,
  ],
])('%s under so many names is rejected before any lookup', async (_, document) => {
  const { status, data, errors, body } = await server.ask(document);
  expect({ status, data, codes: errors.map(({ extensions }) => extensions.code) }).toEqual({
    status: 400,
    data: undefined,
    codes: ['QUERY_TOO_EXPENSIVE'],
  });
  expect(body.length).toBeLessThan(1_000);
});
