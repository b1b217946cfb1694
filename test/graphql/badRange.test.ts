import { gatewayServer, type GatewayServer } from './gatewayServer';
import { mistake, refusal, table } from './mistake';

/** Ranges that mean nothing, and their errors. As of Thursday, March 12, 2026. */
let server: GatewayServer;
beforeAll(async () => {
  server = await gatewayServer();
});
afterAll(() => server.close());

const FORMS = 'Give `from` with `to` or `through`, or `last` with `unit`.';
const ENDS = '`to` is the first moment that is out; `through` is the last date that is in.';

test.each([
  ['{}', 'The range is empty: it has neither `from` nor `last`.', FORMS],
  ['{ includeCurrent: true }', 'The range is empty: it has neither `from` nor `last`.', FORMS],
  ['{ from: null, to: null, last: null }', 'The range is empty: it has neither `from` nor `last`.', FORMS],
  [
    '{ from: "2026-03-08" }',
    'The range has no end.',
    'Add `to` (the first moment that is out) or `through` (the last date that is in).',
  ],
  ['{ to: "2026-03-08" }', 'The range has an end but no start: `from` is missing.', FORMS],
  ['{ through: "2026-03-08" }', 'The range has an end but no start: `from` is missing.', FORMS],
  [
    '{ from: "2026-03-08", to: "2026-03-08" }',
    'The range is empty: it starts and ends at 2026-03-08T00:00:00+08:00.',
    ENDS,
  ],
  [
    '{ from: "2026-03-08", through: "2026-03-01" }',
    'The range ends (2026-03-02T00:00:00+08:00) before it starts (2026-03-08T00:00:00+08:00).',
    ENDS,
  ],
  [
    '{ from: "2026-03-01", to: "2026-03-08", through: "2026-03-07" }',
    'The range has two ends: `to` and `through`.',
    FORMS,
  ],
  [
    '{ from: "2026-03-01", to: "2026-03-08", last: 3 }',
    'The range is given in two ways at once: from, to, last.',
    FORMS,
  ],
  ['{ from: "2026-03-01", unit: DAY }', 'The range is given in two ways at once: from, unit.', FORMS],
  [
    '{ from: "2026-03-01", to: "2026-03-08", includeCurrent: true }',
    '`includeCurrent` goes with `last`, not with `from`.',
    FORMS,
  ],
  ['{ last: 3 }', '`last` is given without `unit`.', FORMS],
  ['{ unit: DAY }', '`unit` is given without `last`.', FORMS],
  [
    '{ last: 0, unit: DAY }',
    'The range is empty: `last` is 0.',
    'Add `includeCurrent: true` for the running one alone.',
  ],
  ['{ last: -1, unit: DAY }', '`last` is -1; it counts whole units, 0 or more.', FORMS],
])('%s is a BAD_RANGE', async (range, message, hint) => {
  const told = await mistake(server, table(`range: ${range}, asOf: "2026-03-12T09:30:00+08:00"`));
  expect(told).toEqual({ code: 'BAD_RANGE', message, hint });
});

test.each([
  [
    'range: { from: "1990-01-01", to: "2026-03-08" }, grain: DAY',
    'The range has 13215 buckets by day; at most 10000 are allowed.',
  ],
  ['range: { last: 10001, unit: DAY }', 'The range has 10001 buckets by day; at most 10000 are allowed.'],
  ['range: { last: 2147483647, unit: HOUR }', 'The range has 2147483647 buckets by hour; at most 10000 are allowed.'],
])('%s is too large, and rejected at once', async (args, message) => {
  const hint = 'Ask for a shorter range or a coarser grain.';
  expect(await mistake(server, table(args))).toEqual({ code: 'RANGE_TOO_LARGE', message, hint });
});

test('a range can be too large for one metric, which is measured day by day', async () => {
  const query = table('range: { from: "1990-01-01", to: "2026-03-08" }', 'rows { values { active_users_daily } }');
  expect(await mistake(server, query)).toEqual({
    code: 'RANGE_TOO_LARGE',
    message: '"active_users_daily" is measured by day and the range has 13215 of them; at most 10000 are allowed.',
    hint: 'Ask for a shorter range.',
  });
});

test('numbers beyond the Int of GraphQL are rejected by GraphQL', async () => {
  expect(await refusal(server, table('range: { last: 2147483648, unit: DAY }'))).toEqual({
    code: 'GRAPHQL_VALIDATION_FAILED',
    message: 'Int cannot represent non 32-bit signed integer value: 2147483648',
  });
  const variables = { range: { last: 1.5, unit: 'DAY' } };
  expect(
    await refusal(server, 'query ($range: MetricTimeRange!) { metrics(range: $range) { rowCount } }', variables),
  ).toEqual({
    code: 'BAD_USER_INPUT',
    message: 'Variable "$range" got invalid value 1.5 at "range.last"; Int cannot represent non-integer value: 1.5',
  });
});
