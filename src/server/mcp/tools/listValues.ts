import { z } from 'zod';
import { tool } from './tool';

const DOCUMENT = `
  query ListValues($key: MetricDimensionKey!, $search: String, $limit: Int!) {
    metricCatalog {
      dimension(key: $key) {
        key label(locale: "en") description(locale: "en") type metrics { key }
        values(search: $search, limit: $limit) { value label(locale: "en") gte lt }
      }
    }
  }
`;

interface Value {
  readonly value: string | null;
  readonly label: string;
  /** The bounds of a bin. */
  readonly gte: string | null;
  readonly lt: string | null;
}

interface Listed {
  readonly metricCatalog: {
    readonly dimension: {
      readonly key: string;
      readonly label: string;
      readonly description: string;
      readonly type: string;
      readonly metrics: readonly { readonly key: string }[];
      readonly values: readonly Value[] | null;
    };
  };
}

const MOST = 200;

export const listValues = tool({
  name: 'list_values',
  title: 'List the values of a dimension',
  description:
    'The values that a dimension has in the data, such as channels, exactly as `where` of query_metrics wants them. Look here before you filter: texts are compared letter by letter.',
  shape: {
    dimension: z.string().describe('The key of the dimension, from describe_metric.'),
    search: z.string().optional().describe('A part of the value.'),
    limit: z.number().int().min(1).max(MOST).default(50).describe('Most values to return.'),
  },
  async run({ dimension: key, search, limit }, { ask }) {
    const { metricCatalog } = await ask<Listed>(DOCUMENT, { key, search: search ?? null, limit });
    const { label, type, values, metrics } = metricCatalog.dimension;
    const head = `${key}: ${label}, ${type.toLowerCase()}. Groups and filters ${metrics.map((metric) => metric.key).join(', ')}.`;
    if (values === null || values.length === 0)
      return `${head}\nNo value${search === undefined ? '' : ` contains "${search}"`}.`;
    const lines = values.map((one) => {
      if (one.value === null) return '(null)';
      const value = `${JSON.stringify(one.value)}${filterOf(one)}`;
      return one.label === one.value ? value : `${value} | ${one.label}`;
    });
    const more = values.length === limit ? [`… perhaps more: these are the first ${limit}.`] : [];
    return [head, ...lines, ...more].join('\n');
  },
});

/** A filter compares the number of a row, and not its bin. */
function filterOf({ gte, lt }: Value): string {
  const bounds = [...(gte === null ? [] : [`gte: ${gte}`]), ...(lt === null ? [] : [`lt: ${lt}`])];
  return bounds.length === 0 ? '' : ` (where: { ${bounds.join(', ')} })`;
}
