import type { LastUnits, ReachedBack } from '../answer/reachBack';
import type { Metric, Registry } from '../model/registry';
import { GRAINS, type Grain } from '../time/grain';
import type { Locale } from '../time/locale';
import { languageOf, textIn, type OwnWords } from '../model/words/language';

/** Lists the metrics that are visible to the caller. */
export const CATALOG_QUERY = '{\n  metricCatalog {\n    metrics {\n      key\n      label\n    }\n  }\n}\n';

/** Reaches back from the last units to the newest row of some metrics; null: they have data. */
export type ReachBack = (metrics: readonly string[], units: LastUnits) => ReachedBack | null;

/** Returns the metrics of the query of a new tab: some that have a number for each day. */
export function newTabMetrics(registry: Registry): readonly Metric[] {
  const daily = [...registry.metrics.values()].filter(
    ({ deprecated, grain }) => deprecated === null && GRAINS.indexOf(grain) <= GRAINS.indexOf('day'),
  );
  return daily.slice(0, 2);
}

/**
 * Returns the query of a new tab, which runs as it is: some metrics of the registry, day by day, or
 * the catalog if no metric has a number for each day.
 */
export function newTabQuery(registry: Registry, locale: Locale, reachBack: ReachBack = () => null): string {
  const metrics = newTabMetrics(registry);
  if (metrics.length === 0) return CATALOG_QUERY;
  const range = rangeOf({ metrics, reachBack }, { last: 7, unit: 'day' });
  const caption = { ...range.caption, en: range.caption.en.replace(/^t/, 'T') };
  return exampleText({ name: 'days', locale, caption, metrics }, rowsByTime({ metrics, locale }, range, 'day'));
}

/**
 * Returns one example query for each group of metrics. Its description has the labels for `locale`:
 * unlike comments, a description stays when the explorer changes the query. The queries take turns
 * among three shapes: a trend, a dimension, a comparison.
 */
export function exampleQueries(registry: Registry, locale: Locale, reachBack: ReachBack = () => null): string[] {
  const shapes = [trend, byDimension, compared];
  return exampleMetrics(registry).map(({ group, metrics }, index) => {
    const { label } = registry.groups.get(group)!;
    return shapes[index % shapes.length]!({
      registry,
      locale,
      group,
      label: textIn(label, locale),
      metrics,
      reachBack,
    });
  });
}

/** The metrics of the example queries, by group. */
export function exampleMetrics({ groups, metrics }: Registry): ExampleMetrics[] {
  return [...groups.keys()]
    .map((group) => ({
      group,
      metrics: [...metrics.values()]
        .filter((one) => one.group === group && one.deprecated === null)
        .slice(0, MOST_METRICS),
    }))
    .filter((one) => one.metrics.length > 0);
}

interface ExampleMetrics {
  readonly group: string;
  readonly metrics: readonly Metric[];
}

const MOST_METRICS = 4;

const MONTH: LastUnits = { last: 30, unit: 'day' };

interface ExampleGroup extends ExampleMetrics {
  readonly registry: Registry;
  /** Of the reader. */
  readonly locale: Locale;
  readonly label: string;
  readonly reachBack: ReachBack;
}

/** The range of an example query, in GraphQL and in words. */
interface ExampleRange {
  readonly text: string;
  readonly caption: OwnWords;
}

function rangeOf({ metrics, reachBack }: Pick<ExampleGroup, 'metrics' | 'reachBack'>, units: LastUnits): ExampleRange {
  const { last, unit } = units;
  const back = reachBack(
    metrics.map(({ key }) => key),
    units,
  );
  if (back !== null) {
    const fields = Object.entries(back.range).map(([name, value]) => `${name}: "${value}"`);
    return {
      text: `{ ${fields.join(', ')} }`,
      caption: {
        en: `the ${last} ${unit}s up to the newest row (${back.newest})`,
        zh: `截至最新数据（${back.newest}）的 ${last} ${UNITS_ZH[unit]}`,
      },
    };
  }
  return {
    text: `{ last: ${last}, unit: ${unit.toUpperCase()} }`,
    caption: { en: `the last ${last} ${unit}s`, zh: `最近 ${last} ${UNITS_ZH[unit]}` },
  };
}

function trend(example: ExampleGroup): string {
  const grain = grainOf(example.metrics);
  const unit = grain === 'hour' ? 'day' : grain;
  const range = rangeOf(example, { last: unit === 'day' ? 14 : 6, unit });
  return groupText(example, range.caption, rowsByTime(example, range, unit));
}

function rowsByTime(
  { metrics, locale }: Pick<ExampleGroup, 'metrics' | 'locale'>,
  range: ExampleRange,
  grain: Grain,
): string[] {
  return [
    'metrics(',
    `  range: ${range.text}`,
    `  grain: ${grain.toUpperCase()}`,
    ') {',
    '  rows {',
    `    time { label(locale: "${locale}") }`,
    ...values(metrics),
    '  }',
    '}',
  ];
}

const UNITS_ZH = { hour: '小时', day: '天', week: '周', month: '个月', quarter: '个季度', year: '年' } as const;

function byDimension(example: ExampleGroup): string {
  const { registry, locale, metrics } = example;
  const shared = [...registry.dimensions.values()].find(
    ({ key, form }) => form.type === 'text' && metrics.every(({ dimensions }) => dimensions.includes(key)),
  );
  if (shared === undefined) return trend(example);
  const by = textIn(shared.label, locale);
  const range = rangeOf(example, MONTH);
  const caption = { en: `${range.caption.en}, by ${by}`, zh: `${range.caption.zh}，按${by}` };
  return groupText(example, caption, [
    'metrics(',
    `  range: ${range.text}`,
    // Without brackets: GraphQL coerces one value to a list, and GraphiQL's explorer shows no
    // lists.
    `  groupBy: ${shared.key}`,
    `  orderBy: { key: ${metrics[0]!.key}, direction: DESC }`,
    '  limit: 10',
    ') {',
    '  rows {',
    `    by { ${shared.key} }`,
    ...values(metrics),
    '  }',
    '}',
  ]);
}

function compared(example: ExampleGroup): string {
  const { metrics, locale } = example;
  const range = rangeOf(example, MONTH);
  const caption = {
    en: `${range.caption.en}, compared with the 30 days before`,
    zh: `${range.caption.zh}，与前 30 天相比`,
  };
  return groupText(example, caption, [
    'metrics(',
    `  range: ${range.text}`,
    '  compare: { previousPeriod: true }',
    ') {',
    '  totals {',
    '    details {',
    ...metrics.flatMap(({ key }) => [
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

function values(metrics: readonly Metric[]): string[] {
  return ['values {', ...metrics.map(({ key }) => `  ${key}`), '}'].map((line) => `    ${line}`);
}

/** Names the operation after the group, because GraphiQL names the tab after the operation. */
function groupText(
  { group, label, locale, metrics }: ExampleGroup,
  caption: OwnWords,
  lines: readonly string[],
): string {
  const both = { en: `${label}: ${caption.en}`, zh: `${label}：${caption.zh}` };
  return exampleText({ name: group, locale, caption: both, metrics }, lines);
}

interface Example {
  readonly name: string;
  readonly locale: Locale;
  readonly caption: OwnWords;
  readonly metrics: readonly Metric[];
}

function exampleText({ name, locale, caption, metrics }: Example, lines: readonly string[]): string {
  const keys = {
    en: 'Ctrl-Enter runs it, Ctrl-Space suggests names.',
    zh: 'Ctrl-Enter 运行，Ctrl-Space 补全。',
  };
  const language = languageOf(locale);
  const labels = metrics.map(({ key, label }) => `- ${key}: ${textIn(label, locale)}`);
  const description = [caption[language], keys[language], ...labels].map(inBlock);
  return ['"""', ...description, '"""', `query ${name} {`, ...lines.map((line) => `  ${line}`), '}', ''].join('\n');
}

/** A line of a block string. No label can end it. */
function inBlock(line: string): string {
  return line.replaceAll('"""', '\\"""').replaceAll(/\s+/g, ' ');
}

/** Returns the finest grain that all of these metrics have. */
function grainOf(metrics: readonly Metric[]): Grain {
  return GRAINS[Math.max(...metrics.map(({ grain }) => GRAINS.indexOf(grain)))]!;
}
