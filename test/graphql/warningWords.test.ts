import type { Warning } from '../../src/answer/warning';
import { warningText } from '../../src/answer/warningWords';
import { loadRegistry } from '../../src/registry/load';
import { MODEL } from './gatewayServer';

/** The texts of warnings in both languages. */
const registry = loadRegistry(MODEL);
const requested = { start: '2026-03-01T00:00:00+08:00', end: '2026-03-08T00:00:00+08:00' };
const counted = { start: '2026-02-23T00:00:00+08:00', end: '2026-03-09T00:00:00+08:00' };
const tasks = { metric: 'tasks', metrics: ['tasks'], table: 'task_generate_log' };
const problem = 'PROBLEM';

/** One warning of each kind. The compiler names a kind that has none. */
const WARNINGS: { readonly [K in Warning['kind']]: Extract<Warning, { readonly kind: K }> } = {
  rangeWidened: { kind: 'rangeWidened', code: 'RANGE_WIDENED', metric: null, requested, counted },
  metricWidened: {
    kind: 'metricWidened',
    code: 'RANGE_WIDENED',
    metric: 'tasks',
    measured: counted,
    isTotal: true,
    isComparison: true,
  },
  stillRunning: { kind: 'stillRunning', code: 'STILL_RUNNING', metric: 'tasks' },
  keyNotProven: {
    kind: 'keyNotProven',
    code: 'KEY_NOT_PROVEN',
    metric: null,
    table: 'user',
    primaryKey: ['id'],
    problem,
  },
  noDataBefore: { kind: 'noDataBefore', code: 'NO_DATA_BEFORE', ...tasks, first: '2026-03-02' },
  firstRowUnknown: { kind: 'firstRowUnknown', code: 'FIRST_ROW_UNKNOWN', metric: null, problem },
  noDataAfter: { kind: 'noDataAfter', code: 'NO_DATA_AFTER', ...tasks, newest: '2026-03-16' },
  lastRowUnknown: { kind: 'lastRowUnknown', code: 'LAST_ROW_UNKNOWN', metric: null, problem },
  notExplained: { kind: 'notExplained', code: 'NOT_EXPLAINED', metric: 'tasks', status: null },
};
const CASES: readonly (readonly [string, Warning])[] = Object.entries(WARNINGS);

/** The facts that the text has in every language: all but names of metrics, which have labels. */
function factsOf(warning: Warning): readonly string[] {
  const texts = (value: unknown): string[] => {
    if (typeof value === 'string') return [value];
    return typeof value === 'object' && value !== null ? Object.values(value).flatMap(texts) : [];
  };
  return texts({ ...warning, kind: null, code: null, metric: null, metrics: null });
}

test.each(CASES)('%s has the same facts in English and in Chinese', (_, warning) => {
  const en = warningText(warning, registry, 'en');
  const zh = warningText(warning, registry, 'zh');
  for (const fact of factsOf(warning)) expect([en, zh]).toEqual(Array(2).fill(expect.stringContaining(fact)));
  expect(en).not.toMatch(/\p{Script=Han}/u);
  expect(zh).toMatch(/\p{Script=Han}/u);
  expect(zh).not.toMatch(/[a-z]+ [a-z]+/i);
});

test.each(CASES)('%s has the label of its metric, and the key without a locale', (_, warning) => {
  if (warning.metric === null) return;
  const { label } = registry.metrics.get(warning.metric)!;
  expect(warningText(warning, registry, 'zh')).toContain(`“${label.zh}”`);
  expect(warningText(warning, registry, 'en')).toContain(`"${label.en}"`);
  expect(warningText(warning, registry, null)).toContain(`"${warning.metric}"`);
});
