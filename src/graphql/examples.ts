import type { Metric, Registry } from '../model/registry';
import { GRAINS, type Grain } from '../time/grain';
import type { Locale } from '../time/locale';
import { languageOf, textIn, type OwnWords } from '../model/words/language';

/** Lists the metrics that are visible to the caller. */
export const CATALOG_QUERY = '{\n  metricCatalog {\n    metrics {\n      key\n      label\n    }\n  }\n}\n';

/**
 * Returns one example query for each group of metrics. Comments have the labels for `locale`. The
 * queries take turns among three shapes: a trend, a dimension, a comparison.
 */
export function exampleQueries(registry: Registry, locale: Locale): string[] {
  const queries: string[] = [];
  for (const [group, { label }] of registry.groups) {
    const ofGroup = [...registry.metrics.values()].filter((one) => one.group === group && one.deprecated === null);
    const metrics = ofGroup.slice(0, MOST_METRICS);
    if (metrics.length === 0) continue;
    const shapes = [trend, byDimension, compared];
    const shape = shapes[queries.length % shapes.length]!;
    queries.push(shape({ registry, locale, group, label: textIn(label, locale), metrics }));
  }
  return queries;
}

const MOST_METRICS = 4;

interface ExampleGroup {
  readonly registry: Registry;
  /** Of the reader. */
  readonly locale: Locale;
  readonly group: string;
  readonly label: string;
  readonly metrics: readonly Metric[];
}

function trend(example: ExampleGroup): string {
  const grain = grainOf(example.metrics);
  const unit = grain === 'hour' ? 'day' : grain;
  const n = unit === 'day' ? 14 : 6;
  const caption = { en: `the last ${n} ${unit}s`, zh: `最近 ${n} ${UNITS_ZH[unit]}` };
  return exampleText(example, caption, [
    'metrics(',
    `  range: { last: ${n}, unit: ${unit.toUpperCase()} }`,
    `  grain: ${unit.toUpperCase()}`,
    ') {',
    '  rows {',
    `    time { label(locale: "${example.locale}") }`,
    ...values(example),
    '  }',
    '}',
  ]);
}

const UNITS_ZH = { day: '天', week: '周', month: '个月', quarter: '个季度', year: '年' } as const;

function byDimension(example: ExampleGroup): string {
  const { registry, locale, metrics } = example;
  const shared = [...registry.dimensions.values()].find(
    ({ key, type }) => type === 'text' && metrics.every(({ dimensions }) => dimensions.includes(key)),
  );
  if (shared === undefined) return trend(example);
  const by = textIn(shared.label, locale);
  const caption = { en: `the last 30 days by ${by}`, zh: `最近 30 天，按${by}` };
  return exampleText(example, caption, [
    'metrics(',
    '  range: { last: 30, unit: DAY }',
    // Without brackets: GraphQL coerces one value to a list, and GraphiQL's explorer shows no
    // lists.
    `  groupBy: ${shared.key}`,
    `  orderBy: { key: ${metrics[0]!.key}, direction: DESC }`,
    '  limit: 10',
    ') {',
    '  rows {',
    `    by { ${shared.key} }`,
    ...values(example),
    '  }',
    '}',
  ]);
}

function compared(example: ExampleGroup): string {
  const { metrics, locale } = example;
  const caption = { en: 'the last 30 days, compared with the 30 days before', zh: '最近 30 天，与前 30 天相比' };
  return exampleText(example, caption, [
    'metrics(',
    '  range: { last: 30, unit: DAY }',
    '  compare: { previousPeriod: true }',
    ') {',
    '  totals {',
    '    details {',
    ...metrics.flatMap(({ key, label }) => [
      `      # ${textIn(label, locale)}`,
      `      ${key} {`,
      '        value',
      `        formatted(locale: "${locale}")`,
      `        change: formatted(of: CHANGE, locale: "${locale}")`,
      '      }',
    ]),
    '    }',
    '  }',
    '}',
  ]);
}

/** Puts each label above its metric, because the page has little room beside it. */
function values({ metrics, locale }: ExampleGroup): string[] {
  const lines = metrics.flatMap(({ key, label }) => [`  # ${textIn(label, locale)}`, `  ${key}`]);
  return ['values {', ...lines, '}'].map((line) => `    ${line}`);
}

/** Names the operation after the group, because GraphiQL names the tab after the operation. */
function exampleText({ group, label, locale }: ExampleGroup, caption: OwnWords, lines: readonly string[]): string {
  const keys = {
    en: 'Ctrl-Enter runs the query, Ctrl-Space suggests names.',
    zh: 'Ctrl-Enter 运行，Ctrl-Space 补全。',
  };
  const language = languageOf(locale);
  const colon = { en: ': ', zh: '：' };
  const comments = [`# ${label}${colon[language]}${caption[language]}`, `# ${keys[language]}`];
  return [...comments, `query ${group} {`, ...lines.map((line) => `  ${line}`), '}', ''].join('\n');
}

/** Returns the finest grain that all of these metrics have. */
function grainOf(metrics: readonly Metric[]): Grain {
  return GRAINS[Math.max(...metrics.map(({ grain }) => GRAINS.indexOf(grain)))]!;
}
