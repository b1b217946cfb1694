import { emptyOf } from '../src/model/dimensionForm';
import { filtersOf, formula, sources, wordingFor } from '../src/model/words/describe';
import type { OverTime, Dimension, Metric, Registry, Unit } from '../src/model/registry';
import type { Text } from '../src/model/text';
import { blocks, code, page, table } from './markdown';

/** `metrics.md`: the metrics and dimensions of a registry, as in the catalog. */
export function metricsPage(registry: Registry): string {
  const metrics = [...registry.metrics.values()];
  const chapters = [...registry.groups.values()].map(({ key, label }) =>
    blocks(
      `## ${textsOf(label).join(' ')}`,
      ...metrics.filter(({ group }) => group === key).map((metric) => metricSection(registry, metric)),
    ),
  );
  return page(
    'Metrics and dimensions',
    `The registry defines ${metrics.length} metrics and ${registry.dimensions.size} dimensions. Its time zone is ${code(registry.timeZone)}. ` +
      '`metricCatalog` returns the same to programs. [meaning.md](../meaning.md) defines each kind of number; ' +
      '[Defining metrics](../guide-defining.md) shows how to define a metric.',
    table(
      ['metric', ...registry.locales.map(() => ''), 'kind', 'grain', 'unit', ''],
      metrics.map((metric) => [
        `[${code(metric.key)}](#${metric.key})`,
        ...Object.values(metric.label),
        metric.definition.kind,
        metric.grain,
        unitWords(metric.unit),
        metric.priority ?? '',
      ]),
    ),
    ...chapters,
    blocks(
      '## Dimensions',
      ...[...registry.dimensions.values()].map((dimension) => dimensionSection(registry, dimension)),
    ),
  );
}

function metricSection(registry: Registry, metric: Metric): string {
  const {
    key,
    label,
    description,
    definition,
    overTime,
    grain,
    unit,
    dimensions,
    priority,
    owner,
    better,
    deprecated,
  } = metric;
  return blocks(
    `### ${key}`,
    labelWords(label),
    ...(description === null ? [] : [textsOf(description).join('<br>')]),
    [
      `- formula: ${formulaWords(registry, metric)}`,
      `- grain: ${grain}; overTime: [${overTime}](../meaning.md#${RULE_ANCHORS[overTime]}); kind: [${definition.kind}](../meaning.md#${definition.kind})`,
      `- unit: ${unitWords(unit)}`,
      `- dimensions: ${dimensions.length === 0 ? 'none' : dimensions.map((one) => `[${code(one)}](#${one})`).join(', ')}`,
      `- sources: ${sources(registry, metric).map(code).join(', ')}`,
      ...(priority === null && owner === null
        ? []
        : [`- ${[priority, owner].filter((one) => one !== null).join(', ')}`]),
      ...(better === null ? [] : [`- better: ${better}`]),
      ...(deprecated === null ? [] : [`- deprecated: ${deprecated}`]),
    ].join('\n'),
  );
}

/**
 * Anchors of the rules in meaning.md. `first` and `sum` are in other sections, because kinds have
 * these names.
 */
const RULE_ANCHORS: Record<OverTime, string> = {
  recompute: 'recompute',
  sum: 'recompute',
  average: 'average',
  first: 'last',
  last: 'last',
  ratio: 'ratio',
};

/** The formula in words, with links to the metrics that it depends on. */
function formulaWords(registry: Registry, metric: Metric): string {
  const { definition } = metric;
  const link = (part: string) => `[${code(part)}](#${part})`;
  const wording = wordingFor(registry, null);
  if (definition.kind === 'filtered')
    return `${link(definition.metric)} where ${filtersOf(metric, wording).join(' and ')}`;
  const words = formula(metric, wording);
  return 'table' in definition ? words : words.replace(/[_A-Za-z]\w*/g, link);
}

/** A text in every locale, the default first, without repeats. */
function textsOf(text: Text): readonly string[] {
  return [...new Set(Object.values(text))];
}

function labelWords(label: Text): string {
  const [first, ...others] = textsOf(label);
  return [`**${first}**`, ...others].join(' ');
}

function unitWords({ kind, currency }: Unit): string {
  return currency ?? kind;
}

function dimensionSection(registry: Registry, dimension: Dimension): string {
  const { key, label, description, form, table: from, column, values, entity } = dimension;
  const empty = emptyOf(form);
  const asked = [...registry.metrics.values()].filter(({ dimensions }) => dimensions.includes(key));
  const all = asked.length === registry.metrics.size;
  return blocks(
    `### ${key}`,
    labelWords(label),
    ...(description === null ? [] : [textsOf(description).join('<br>')]),
    [
      `- column: ${code(`${from}.${column}`)}, ${form.type}`,
      ...(empty === null ? [] : [`- null, an empty string and a missing ${code(from)} count as ${code(empty)}`]),
      ...(entity === null ? [] : [`- as an object: ${code(entity.field)}, of type ${code(entity.type)}`]),
      `- metrics: ${all ? 'all' : asked.map((metric) => `[${code(metric.key)}](#${metric.key})`).join(', ')}`,
    ].join('\n'),
    table(
      ['value', ...registry.locales.map(() => '')],
      [...values].map(([value, label]) => [code(value), ...Object.values(label)]),
    ),
  );
}
