import { checkExplain } from '../../../src/query/explain';
import { flat } from '../flatQuery';
import { productRegistry } from '../gateway';
import { evaluateExplain } from './evaluateExplain';

/** The worked examples of docs/meaning.md#explained-change, in the evaluator. */
const registry = productRegistry();
const at = (date: string) => Date.parse(`${date}T12:00:00+08:00`);
let nextId = 1;
const tasks = (count: number, user_id: string, task_type: string, date: string, status = 'success') =>
  Array.from({ length: count }, () => ({
    ...{ id: String(nextId++), user_id, task_type, status, token_consumed: '1' },
    created_at: at(date),
  }));
const user = (id: string, utm_source: string | null) => ({
  ...{ id, utm_source, registration_date: at('2026-01-01'), last_login_time: null },
});
const USERS = [user('1', 'google'), user('2', 'bing'), user('3', null)];
const BEFORE = '2026-03-03';
const NOW = '2026-03-10';

function explained(rows: readonly object[], metric: string, by: string, top = 8) {
  const request = { metric, by: [by], top, range: { from: '2026-03-09', to: '2026-03-16' }, asOf: at('2026-03-20') };
  const query = checkExplain(registry, request, 0);
  const data = { user: USERS, task_generate_log: rows } as unknown as Parameters<typeof evaluateExplain>[1];
  return evaluateExplain(registry, data, { metric, top, query: flat(query.query) });
}

const BY_CHANNEL = [
  ...[...tasks(10, '1', 'text', BEFORE), ...tasks(6, '2', 'text', BEFORE), ...tasks(4, '3', 'text', BEFORE)],
  ...[...tasks(17, '1', 'text', NOW), ...tasks(4, '2', 'text', NOW), ...tasks(5, '3', 'text', NOW)],
];

test('a sum by its groups', () => {
  const { overall, dimensions } = explained(BY_CHANNEL, 'tasks', 'utm_source');
  expect(overall).toMatchObject({ decimal: '26', previous: '20', difference: '6' });
  expect(dimensions).toMatchObject([
    {
      surprise: 0.5,
      parts: [
        { value: 'google', contribution: '7', share: 1.166666666667, mixEffect: null },
        { value: 'bing', contribution: '-2' },
        { value: 'Direct', contribution: '1', others: false },
      ],
    },
  ]);
});

test('the remaining groups as one', () => {
  const [found] = explained(BY_CHANNEL, 'tasks', 'utm_source', 1).dimensions;
  expect(found!.surprise).toBe(0.571428571429);
  expect(found!.parts.at(-1)).toMatchObject({ others: true, previous: '10', current: '9', contribution: '-1' });
});

test('a ratio by rate and mix', () => {
  const rows = [
    ...[...tasks(90, '1', 'text', BEFORE), ...tasks(10, '1', 'text', BEFORE, 'failed')],
    ...[...tasks(50, '1', 'image', BEFORE), ...tasks(50, '1', 'image', BEFORE, 'failed')],
    ...[...tasks(95, '1', 'text', NOW), ...tasks(5, '1', 'text', NOW, 'failed')],
    ...[...tasks(165, '1', 'image', NOW), ...tasks(135, '1', 'image', NOW, 'failed')],
  ];
  const { overall, dimensions } = explained(rows, 'task_error_rate', 'task_type');
  expect(overall).toMatchObject({ previous: '0.3', decimal: '0.35', difference: '0.05' });
  expect(dimensions[0]!.parts).toMatchObject([
    { value: 'text', contribution: '0.0375', rateEffect: '-0.0125', mixEffect: '0.05' },
    { value: 'image', contribution: '0.0125', rateEffect: '-0.0375', mixEffect: '0.05' },
  ]);
});
