import { gatewayServer, type GatewayServer } from './gatewayServer';
import { mistake } from './mistake';

/** Questions about funnels that cannot be answered, and the plan. */
let server: GatewayServer;
beforeAll(async () => {
  server = await gatewayServer();
});
afterAll(() => server.close());

const DAY = 'within: { count: 1, unit: DAY }';
const question = (args: string) =>
  `{ funnel(range: { from: "2026-03-02", to: "2026-03-16" }, ${args}) { rows { steps { entities } } } }`;

test.each([
  [`steps: [tasks], ${DAY}`, 'BAD_JOURNEY', '`steps` names 1 metric; a funnel has from 2 to 10 steps.'],
  [
    `steps: [${Array(11).fill('active_users_daily').join(', ')}], ${DAY}`,
    'BAD_JOURNEY',
    '`steps` names 11 metrics; a funnel has from 2 to 10 steps.',
  ],
  [
    'steps: [new_registrations, active_users_daily], within: { count: 0, unit: HOUR }',
    'BAD_JOURNEY',
    '`within` is 0 × hour; it lasts from 1 hour to 400 days.',
  ],
  [
    'steps: [new_registrations, active_users_daily], within: { count: 58, unit: WEEK }',
    'BAD_JOURNEY',
    '`within` is 58 × week; it lasts from 1 week to 400 days.',
  ],
  [
    `steps: [new_registrations, tasks], ${DAY}`,
    'NOT_AN_AUDIENCE',
    '"tasks" counts no entities by the dates of their rows: no dimension has the values that it counts.',
  ],
  [
    `steps: [new_registrations, active_users_daily], ${DAY}, groupBy: [task_type]`,
    'DIMENSION_NOT_AVAILABLE',
    '"new_registrations" cannot be grouped or filtered by "task_type".',
  ],
  [
    `steps: [active_users_daily, new_registrations], ${DAY}, where: { task_type: { eq: "text" } }`,
    'DIMENSION_NOT_AVAILABLE',
    '"new_registrations" cannot be grouped or filtered by "task_type".',
  ],
  [
    `steps: [new_registrations, active_users_daily], ${DAY}, grain: HOUR`,
    'GRAIN_NOT_AVAILABLE',
    '"active_users_daily" has no meaning by hour.',
  ],
])('%s: %s', async (args, code, message) => {
  expect(await mistake(server, question(args))).toMatchObject({ code, message, hint: expect.stringMatching(/./) });
});

test('a table of several steps is read once', async () => {
  const steps = 'steps: [active_users_daily, active_users_daily, active_users_daily]';
  const { data } = await server.ask(
    `{ funnel(${steps}, range: { last: 2, unit: DAY }, ${DAY}) { plan { scans } meta { cache { reason } } } }`,
  );
  expect(data).toMatchObject({
    funnel: {
      plan: { scans: ['task_generate_log by created_at, every row: 1 value'] },
      meta: { cache: { reason: 'NOT_RUN' } },
    },
  });
});
