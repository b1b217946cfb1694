import { matches, ranked } from '../../console/palette/match';

/** The words of the search dialog. */
const metrics = [
  { key: 'tasks_failed', label: 'Failed tasks', description: 'Tasks that ended with an error.' },
  { key: 'error_rate', label: 'Error rate', description: 'Failed tasks over all tasks.' },
  { key: 'revenue', label: 'Revenue', description: 'Payments.' },
];
const none = new Set<string>();

test('a search matches if the texts contain all of its words, in any order and case', () => {
  expect(matches('TASKS failed', 'Failed tasks')).toBe(true);
  expect(matches('tasks paid', 'Failed tasks')).toBe(false);
  expect(matches('  ', 'anything')).toBe(true);
  expect(matches('看板 成本', '成本与错误看板')).toBe(true);
});

test('names come before descriptions', () => {
  expect(ranked(metrics, 'failed', none).map(({ key }) => key)).toEqual(['tasks_failed', 'error_rate']);
  expect(ranked(metrics, 'error', none).map(({ key }) => key)).toEqual(['error_rate', 'tasks_failed']);
});

test('a key matches as it is written and as words', () => {
  expect(ranked(metrics, 'tasks_failed', none).map(({ key }) => key)).toEqual(['tasks_failed']);
  expect(ranked(metrics, 'tasks failed', none)[0]!.key).toBe('tasks_failed');
});

test('what the gateway finds by another language is included, at the end', () => {
  expect(ranked(metrics, '收入', new Set(['revenue'])).map(({ key }) => key)).toEqual(['revenue']);
  expect(ranked(metrics, 'error', new Set(['revenue'])).at(-1)!.key).toBe('revenue');
});
