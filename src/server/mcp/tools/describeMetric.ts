import { z } from 'zod';
import type { OverTime } from '../../../model/registry';
import { tool } from './tool';

const DOCUMENT = `
  query DescribeMetric($key: MetricKey!) {
    metricCatalog {
      metric(key: $key) {
        key label(locale: "en") description(locale: "en") formula(locale: "en") filters(locale: "en")
        numerator(locale: "en") denominator(locale: "en") grain overTime additive better owner deprecated(locale: "en")
        unit { kind currency } group { label(locale: "en") } sources
        dimensions { key label(locale: "en") type }
        explainedBy { key } entity { key } uses { key } usedBy { key }
      }
    }
  }
`;

interface Described {
  readonly metricCatalog: { readonly metric: DescribedMetric };
}

interface DescribedMetric {
  readonly key: string;
  readonly label: string;
  readonly description: string;
  readonly formula: string;
  readonly filters: readonly string[];
  readonly numerator: string;
  readonly denominator: string | null;
  readonly grain: string;
  readonly overTime: Uppercase<OverTime>;
  readonly additive: boolean;
  readonly better: string | null;
  readonly owner: string | null;
  readonly deprecated: string | null;
  readonly unit: { readonly kind: string; readonly currency: string | null };
  readonly group: { readonly label: string };
  readonly sources: readonly string[];
  readonly dimensions: readonly { readonly key: string; readonly label: string; readonly type: string }[];
  readonly explainedBy: readonly { readonly key: string }[];
  readonly entity: { readonly key: string } | null;
  readonly uses: readonly { readonly key: string }[];
  readonly usedBy: readonly { readonly key: string }[];
}

export const describeMetric = tool({
  name: 'describe_metric',
  title: 'Describe a metric',
  description:
    'The exact definition of one metric: formula, filters, unit, finest grain, how coarser buckets follow, dimensions that can group and filter it, and caveats. Read it before you explain a number.',
  shape: { metric: z.string().describe('The key of the metric, from find_metrics.') },
  async run({ metric: key }, { ask, consoleUrl }) {
    const { metricCatalog } = await ask<Described>(DOCUMENT, { key });
    const metric = metricCatalog.metric;
    const lines: readonly (readonly [string, string | null])[] = [
      ['key', metric.key],
      ['label', metric.label],
      ['description', metric.description],
      ['formula', metric.formula],
      ['numerator', metric.numerator],
      ['denominator', metric.denominator],
      ['filters', joined(metric.filters, '; ')],
      ['unit', metric.unit.currency ?? metric.unit.kind.toLowerCase()],
      ['finest grain', metric.grain],
      ['coarser buckets', OVER_TIME[metric.overTime]],
      ['adds up over groups', metric.additive ? 'yes' : 'no: do not add the numbers of groups'],
      ['better', metric.better?.toLowerCase() ?? 'neither up nor down'],
      ['group', metric.group.label],
      ['tables', joined(metric.sources, ', ')],
      [
        'made of',
        joined(
          metric.uses.map((one) => one.key),
          ', ',
        ),
      ],
      [
        'used by',
        joined(
          metric.usedBy.map((one) => one.key),
          ', ',
        ),
      ],
      [
        'dimensions',
        joined(
          metric.dimensions.map((one) => `${one.key} (${one.label}, ${one.type.toLowerCase()})`),
          ', ',
        ),
      ],
      [
        'dimensions that explain its change',
        joined(
          metric.explainedBy.map((one) => one.key),
          ', ',
        ) ?? 'none',
      ],
      ['entity, for retention and funnels', metric.entity?.key ?? null],
      ['owner', metric.owner],
      ['deprecated', metric.deprecated],
      ['definition', consoleUrl === null ? null : `${consoleUrl}/metrics/${metric.key}`],
    ];
    return lines.flatMap(([name, value]) => (value === null ? [] : [`${name}: ${value}`])).join('\n');
  },
});

function joined(texts: readonly string[], separator: string): string | null {
  return texts.length === 0 ? null : texts.join(separator);
}

/** How a coarser bucket follows from the native ones (`overTime` in docs/meaning.md). */
const OVER_TIME: { readonly [O in Uppercase<OverTime>]: string } = {
  RECOMPUTE: 'measured anew over the whole bucket; do not add or average the numbers of finer buckets',
  SUM: 'the sum of its finer buckets',
  AVERAGE: 'the mean of its finer buckets',
  LAST: 'the value of its last finer bucket',
  FIRST: 'the value of its first finer bucket',
  RATIO: 'the numerators of its finer buckets over their denominators',
};
