import { z } from 'zod';
import { tool } from './tool';

const DOCUMENT = `
  query FindMetrics {
    metricCatalog {
      groups { key label(locale: "en") metrics { key } }
      metrics {
        key label(locale: "en") other: label(locale: "zh") description(locale: "en") grain deprecated(locale: "en")
        unit { kind currency }
      }
    }
  }
`;

interface Found {
  readonly metricCatalog: {
    readonly groups: readonly {
      readonly key: string;
      readonly label: string;
      readonly metrics: readonly { readonly key: string }[];
    }[];
    readonly metrics: readonly FoundMetric[];
  };
}

interface FoundMetric {
  readonly key: string;
  readonly label: string;
  readonly other: string;
  readonly description: string;
  readonly grain: string;
  readonly deprecated: string | null;
  readonly unit: { readonly kind: string; readonly currency: string | null };
}

/** Most metrics of an answer. */
const MOST = 40;

export const findMetrics = tool({
  name: 'find_metrics',
  title: 'Find metrics',
  description:
    'Lists the metrics that this product has defined, with key, label, unit and finest grain. Begin here: every other tool wants keys. `search` looks in keys, labels and descriptions; all words must occur.',
  shape: {
    search: z.string().optional().describe('Words to look for, such as "active users". Omitted: all metrics.'),
  },
  async run({ search = '' }, { ask }) {
    const { metricCatalog } = await ask<Found>(DOCUMENT);
    const words = search.toLowerCase().split(/\s+/).filter(Boolean);
    const found = metricCatalog.metrics.filter(
      (metric) => metric.deprecated === null && words.every((word) => textOf(metric).includes(word)),
    );
    if (found.length === 0) {
      return `No metric matches "${search}". Without \`search\`, this tool lists all ${metricCatalog.metrics.length}.`;
    }
    const groupOf = (key: string) =>
      metricCatalog.groups.find(({ metrics }) => metrics.some((metric) => metric.key === key))?.label ?? '';
    const lines = found.slice(0, MOST).map(({ key, label, description, grain, unit }) => {
      const words = description === label ? label : `${label}: ${description}`;
      return `${key} | ${groupOf(key)} | ${unit.currency ?? unit.kind.toLowerCase()} | ${grain} | ${words}`;
    });
    const more = found.length > MOST ? [`… and ${found.length - MOST} more. Narrow the search.`] : [];
    return ['key | group | unit | finest grain | what it is', ...lines, ...more].join('\n');
  },
});

function textOf({ key, label, other, description }: FoundMetric): string {
  return `${key} ${label} ${other} ${description}`.toLowerCase();
}
