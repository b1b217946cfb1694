import type { LastUnits, ReachedBack } from '../answer/reachBack';
import type { Metric, Registry } from '../model/registry';
import { GRAINS, type Grain } from '../time/grain';
import type { Text } from '../model/text';

/** The languages that every label of a registry has. */
export type Language = keyof Text;

/** Lists the metrics that are visible to the caller. */
export const CATALOG_QUERY = '{\n  metricCatalog {\n    metrics {\n      key\n      label\n    }\n  }\n}\n';

/** Reaches back from the last units to the newest row of some metrics; null: they have data. */
export type ReachBack = (metrics: readonly string[], units: LastUnits) => ReachedBack | null;

/**
 * Returns one example query for each group of metrics. Comments have the labels in `language`. The
 * queries take turns among three shapes: a trend, a dimension, a comparison.
 */
export function exampleQueries(registry: Registry, language: Language, reachBack: ReachBack = () => null): string[] {
  const shapes = [trend, byDimension, compared];
  return exampleMetrics(registry).map(({ group, metrics }, index) => {
    const { label } = registry.groups.get(group)!;
    return shapes[index % shapes.length]!({ registry, language, group, label: label[language], metrics, reachBack });
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
  readonly language: Language;
  readonly label: string;
  readonly reachBack: ReachBack;
}

/** The range of an example query, in GraphQL and in words. */
interface ExampleRange {
  readonly text: string;
  readonly caption: Text;
}

function rangeOf({ metrics, reachBack }: ExampleGroup, units: LastUnits): ExampleRange {
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
  return exampleText(example, range.caption, [
    'metrics(',
    `  range: ${range.text}`,
    `  grain: ${unit.toUpperCase()}`,
    ') {',
    '  rows {',
    `    time { label(locale: "${example.language}") }`,
    ...values(example),
    '  }',
    '}',
  ]);
}

const UNITS_ZH = { hour: '小时', day: '天', week: '周', month: '个月', quarter: '个季度', year: '年' } as const;

function byDimension(example: ExampleGroup): string {
  const { registry, metrics } = example;
  const shared = [...registry.dimensions.values()].find(
    ({ key, type }) => type === 'text' && metrics.every(({ dimensions }) => dimensions.includes(key)),
  );
  if (shared === undefined) return trend(example);
  const range = rangeOf(example, MONTH);
  const caption = { en: `${range.caption.en}, by ${shared.label.en}`, zh: `${range.caption.zh}，按${shared.label.zh}` };
  return exampleText(example, caption, [
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
    ...values(example),
    '  }',
    '}',
  ]);
}

function compared(example: ExampleGroup): string {
  const { metrics, language } = example;
  const range = rangeOf(example, MONTH);
  const caption = {
    en: `${range.caption.en}, compared with the 30 days before`,
    zh: `${range.caption.zh}，与前 30 天相比`,
  };
  return exampleText(example, caption, [
    'metrics(',
    `  range: ${range.text}`,
    '  compare: { previousPeriod: true }',
    ') {',
    '  totals {',
    '    details {',
    ...metrics.flatMap(({ key, label }) => [
      `      # ${label[language]}`,
      `      ${key} {`,
      '        value',
      `        formatted(locale: "${language}")`,
      `        change: formatted(of: CHANGE, locale: "${language}")`,
      '      }',
    ]),
    '    }',
    '  }',
    '}',
  ]);
}

/** Puts each label above its metric, because the page has little room beside it. */
function values({ metrics, language }: ExampleGroup): string[] {
  const lines = metrics.flatMap(({ key, label }) => [`  # ${label[language]}`, `  ${key}`]);
  return ['values {', ...lines, '}'].map((line) => `    ${line}`);
}

/** Names the operation after the group, because GraphiQL names the tab after the operation. */
function exampleText({ group, label, language }: ExampleGroup, caption: Text, lines: readonly string[]): string {
  const keys = {
    en: 'Ctrl-Enter runs the query, Ctrl-Space suggests names.',
    zh: 'Ctrl-Enter 运行，Ctrl-Space 补全。',
  };
  const colon = { en: ': ', zh: '：' };
  const comments = [`# ${label}${colon[language]}${caption[language]}`, `# ${keys[language]}`];
  return [...comments, `query ${group} {`, ...lines.map((line) => `  ${line}`), '}', ''].join('\n');
}

/** Returns the finest grain that all of these metrics have. */
function grainOf(metrics: readonly Metric[]): Grain {
  return GRAINS[Math.max(...metrics.map(({ grain }) => GRAINS.indexOf(grain)))]!;
}
