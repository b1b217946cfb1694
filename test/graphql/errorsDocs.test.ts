import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ERROR_CODES, gatewayError, type ErrorCode, type GatewayError } from '../../src/errors';
import { ROOT } from './gatewayServer';

/**
 * `docs/errors.md` and `src/errors.ts` are the same list, in the same words, and a test covers each
 * code.
 */
const page = readFileSync(path.join(ROOT, 'docs/errors.md'), 'utf8');
const sections = new Map(
  page
    .split(/^## GraphQL's own/m)[0]!
    .split(/^## /m)
    .slice(1)
    .map((section) => [section.split('\n')[0]!, section]),
);

/** The examples of the page, as the code makes them. */
const EXAMPLES: { [C in ErrorCode]: GatewayError } = {
  NO_METRIC: gatewayError('NO_METRIC', {}),
  UNKNOWN_NAME: gatewayError('UNKNOWN_NAME', {
    what: 'metric',
    name: 'total_generation',
    nearest: 'total_generations',
  }),
  METRIC_NOT_SELECTED: gatewayError('METRIC_NOT_SELECTED', {
    metric: 'adoptions',
    where: '`rows.values`',
    selected: ['tasks'],
  }),
  TOO_MANY_METRICS: gatewayError('TOO_MANY_METRICS', { count: 51, max: 50 }),
  DIMENSION_NOT_GROUPED: gatewayError('DIMENSION_NOT_GROUPED', {
    dimension: 'utm_source',
    where: '`rows.by`',
    groupBy: [],
  }),
  DIMENSION_NOT_AVAILABLE: gatewayError('DIMENSION_NOT_AVAILABLE', {
    metric: 'adoption_rate',
    part: 'adoptions',
    dimension: 'trade_type',
    available: ['utm_source', 'user_id', 'task_type'],
  }),
  GRAIN_NOT_AVAILABLE: gatewayError('GRAIN_NOT_AVAILABLE', {
    metric: 'stickiness',
    part: 'active_users_daily',
    grain: 'hour',
    available: ['day', 'week', 'month', 'quarter', 'year'],
  }),
  BAD_RANGE: gatewayError('BAD_RANGE', {
    problem: 'The range ends (2026-03-01T00:00:00+08:00) before it starts (2026-03-08T00:00:00+08:00).',
    hint: '`to` is the first moment that is out; `through` is the last date that is in.',
  }),
  BAD_FILTER: gatewayError('BAD_FILTER', {
    path: 'where.or[0].utm_source.eq',
    problem: 'null is no value to compare with',
    hint: 'To ask for missing values, use `isNull: true`; for no condition, leave it out.',
  }),
  BAD_COMPARISON: gatewayError('BAD_COMPARISON', {
    problem: 'A shift of 1 year does not move every week onto a week.',
    hint: 'Shift by 52 WEEK (`shift: 52, unit: WEEK`). See docs/meaning.md#shift.',
  }),
  BAD_TOP: gatewayError('BAD_TOP', {
    problem: '`top` ranks groups, and the query has none.',
    hint: 'Add `groupBy`.',
  }),
  BAD_JOURNEY: gatewayError('BAD_JOURNEY', {
    problem: "`periods` is 500; it counts the periods after the cohort's own, from 0 to 400.",
    hint: 'Ask for fewer periods, or for longer ones.',
  }),
  NOT_AN_AUDIENCE: gatewayError('NOT_AN_AUDIENCE', {
    metric: 'tasks',
    because: 'no dimension has the values that it counts',
    audiences: ['new_registrations', 'active_users_daily'],
  }),
  ENTITY_MISMATCH: gatewayError('ENTITY_MISMATCH', {
    metric: 'buyers',
    other: 'active_teams',
    audiences: ['buyers', 'first_buyers'],
  }),
  DIMENSION_NOT_ADDITIVE: gatewayError('DIMENSION_NOT_ADDITIVE', {
    metric: 'active_users_daily',
    dimension: 'task_type',
    additive: ['user_id', 'utm_source'],
  }),
  NOT_EXPLAINABLE: gatewayError('NOT_EXPLAINABLE', {
    metric: 'median_tokens',
    because: 'it does not add up over any dimension',
    explainable: ['tasks', 'active_users_daily'],
  }),
  BAD_ORDER: gatewayError('BAD_ORDER', { key: 'revenue_mrr', of: 'CHANGE', isMetric: true }),
  BAD_PAGE: gatewayError('BAD_PAGE', { argument: 'offset', value: -1 }),
  UNKNOWN_TIME_ZONE: gatewayError('UNKNOWN_TIME_ZONE', { timeZone: 'Shanghai', nearest: 'Asia/Shanghai' }),
  RANGE_TOO_LARGE: gatewayError('RANGE_TOO_LARGE', { buckets: 13215, grain: 'day', max: 10_000, metric: null }),
  RESULT_TOO_LARGE: gatewayError('RESULT_TOO_LARGE', { max: 10_000, limit: null, pages: true }),
  QUERY_TOO_EXPENSIVE: gatewayError('QUERY_TOO_EXPENSIVE', {
    points: 43_920,
    spent: 0,
    max: 20_000,
    what: { kind: 'statement', metrics: 1, buckets: 8_784, groups: 5_000, scans: 1 },
  }),
  RATE_LIMITED: gatewayError('RATE_LIMITED', { cost: 311, remaining: 120, retryAfterMs: 1_500 }),
  QUERY_TIMEOUT: gatewayError('QUERY_TIMEOUT', { timeoutMs: 30_000, waited: false }),
  CANCELLED: gatewayError('CANCELLED', {}),
  ENGINE_UNAVAILABLE: gatewayError('ENGINE_UNAVAILABLE', { engine: 'PostgreSQL', reason: 'the connection was lost' }),
  FORBIDDEN: gatewayError('FORBIDDEN', {
    problem: 'The role "channel_manager" may not see how answers are computed.',
    hint: 'Leave out `plan`, or use a role with `plan: true`.',
  }),
  LINK_REJECTED: gatewayError('LINK_REJECTED', {
    problem: 'The signature does not fit this address.',
    hint: 'Use the link as it was made, whole and unchanged. If LINK_KEY has changed, ask for a new link.',
  }),
  LINK_EXPIRED: gatewayError('LINK_EXPIRED', { at: '2026-03-12T01:30:00.000Z' }),
  UNAUTHENTICATED: gatewayError('UNAUTHENTICATED', {
    problem: 'The request has no token and no API key.',
    hint: 'Send `authorization: Bearer …` with a token or an API key.',
  }),
  IDENTITY_UNAVAILABLE: gatewayError('IDENTITY_UNAVAILABLE', {}),
  DOCUMENT_TOO_LARGE: gatewayError('DOCUMENT_TOO_LARGE', { what: 'aliases', count: 500, max: 200 }),
  UNKNOWN_DOCUMENT: gatewayError('UNKNOWN_DOCUMENT', { id: '4f53cda18c2baa0c' }),
  DOCUMENT_NOT_TRUSTED: gatewayError('DOCUMENT_NOT_TRUSTED', {}),
  TOO_DEEP: gatewayError('TOO_DEEP', { type: 'Metric' }),
  NOT_INCREMENTAL: gatewayError('NOT_INCREMENTAL', { directive: 'defer' }),
  TOO_MANY_SUBSCRIPTIONS: gatewayError('TOO_MANY_SUBSCRIPTIONS', {
    what: 'subscriptions',
    max: 1000,
    isOwn: false,
  }),
  FOREIGN_ORIGIN: gatewayError('FOREIGN_ORIGIN', { origin: 'https://other.example.com' }),
  FOREIGN_HOST: gatewayError('FOREIGN_HOST', { host: 'evil.example:4000' }),
  BAD_REQUEST: gatewayError('BAD_REQUEST', {
    problem: 'Any web page could make a browser send this request.',
    hint: 'POST it with the content-type application/json, or GET it with the header `apollo-require-preflight: true`.',
  }),
  REQUEST_TOO_LARGE: gatewayError('REQUEST_TOO_LARGE', {
    what: 'The batch of 11',
    max: '10 operations',
    hint: 'Send several batches, or one operation with several fields.',
  }),
  UNSUPPORTED_MEDIA_TYPE: gatewayError('UNSUPPORTED_MEDIA_TYPE', {
    header: 'content-type',
    value: 'text/plain',
    supported: 'application/json',
  }),
  NOT_ACCEPTABLE: gatewayError('NOT_ACCEPTABLE', {}),
  METHOD_NOT_ALLOWED: gatewayError('METHOD_NOT_ALLOWED', {
    method: 'PUT',
    path: '/graphql',
    allowed: ['GET', 'HEAD', 'POST'],
  }),
  NOT_FOUND: gatewayError('NOT_FOUND', { path: '/graphq' }),
  INTERNAL: gatewayError('INTERNAL', { reference: '8bd53bf1e5a5' }),
};

test('every code has a section, and every section has a code', () => {
  expect([...sections.keys()].sort()).toEqual([...ERROR_CODES].sort());
});

test.each(ERROR_CODES)('%s: its condition, an example in the words of the code, and its fix', (code) => {
  const section = sections.get(code) ?? '';
  const { message, hint } = EXAMPLES[code];
  expect(section).toContain(`> ${message}\n> _${hint}_\n`);
  expect(section).toMatch(/^\*\*When:\*\* /m);
  expect(section).toMatch(/^\*\*What to do:\*\* /m);
});

test('every code has a test that provokes it', () => {
  const tests = readdirSync(path.join(ROOT, 'test'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.test.ts') && path.basename(file) !== path.basename(__filename))
    .map((file) => readFileSync(path.join(ROOT, 'test', file), 'utf8'));
  const expectation = (code: string) => new RegExp(`code: '${code}'|toBe\\('${code}'\\)`);
  expect(ERROR_CODES.filter((code) => !tests.some((text) => expectation(code).test(text)))).toEqual([]);
});

test('links of the page lead to rules that exist', () => {
  const rules = readFileSync(path.join(ROOT, 'docs/meaning.md'), 'utf8');
  const anchors = [...rules.matchAll(/^#+ (.+)$/gm)].map(([, title]) => title!.toLowerCase().replaceAll(' ', '-'));
  const linked = [...page.matchAll(/meaning\.md#([\w-]+)/g)].map(([, anchor]) => anchor!);
  expect(linked.filter((anchor) => !anchors.includes(anchor))).toEqual([]);
});
