import { z } from 'zod';
import { META } from './toolMeta';
import { exploreLink } from './exploreLink';
import { compareShape, PERIODS, rangeShape } from './range';
import { seriesText, type SeriesAnswer } from './seriesText';
import { tool } from './tool';

const DOCUMENT = `
  query QueryMetrics(
    $select: [MetricKey!]!, $range: MetricTimeRange!, $grain: MetricGrain, $groupBy: [MetricDimensionKey!]!,
    $where: MetricDimensionFilter, $compare: MetricComparison, $top: MetricTop, $timeZone: TimeZone, $asOf: DateTime
  ) {
    metricSeries(
      select: $select, range: $range, grain: $grain, groupBy: $groupBy, where: $where, compare: $compare, top: $top,
      timeZone: $timeZone, asOf: $asOf
    ) {
      buckets { label(locale: "en") complete }
      series {
        metric { key }
        group { label(locale: "en") }
        others
        formatted(locale: "en") statuses previousFormatted(locale: "en") changesFormatted(locale: "en")
        overall {
          formatted(locale: "en") status complete
          previous: formatted(of: PREVIOUS, locale: "en")
          change: formatted(of: CHANGE, locale: "en")
        }
      }
      ${META}
    }
  }
`;

/** Groups that are shown unless a caller says how many. */
const GROUPS = 20;

export const queryMetrics = tool({
  name: 'query_metrics',
  title: 'Query metrics',
  description:
    'The numbers of metrics over a range, by time, by dimensions, filtered, and compared with an earlier period. Numbers come formatted with their units. Read the warnings, and say when a bucket is not over yet. The answer has a link to the chart if there is a console.',
  shape: {
    metrics: z.array(z.string()).min(1).describe('Keys of metrics, from find_metrics.'),
    range: rangeShape.default({ last: 30, unit: 'DAY' }),
    grain: z.enum(PERIODS).optional().describe('The width of a bucket. Omitted: one number for the whole range.'),
    groupBy: z.array(z.string()).default([]).describe('Keys of dimensions, from describe_metric.'),
    where: z
      .record(z.string(), z.unknown())
      .optional()
      .describe(
        'Filters: { "channel": { "eq": "web" } }, with eq, ne, in, notIn, contains, startsWith, isNull, and `and`, `or`, `not`.',
      ),
    compare: compareShape.optional(),
    top: z
      .number()
      .int()
      .min(1)
      .max(1000)
      .optional()
      .describe(`Most groups, by the first metric; others are one. Default: ${GROUPS}.`),
    timeZone: z.string().optional().describe('The zone of days, such as Europe/Berlin. Default: that of the product.'),
    asOf: z.string().optional().describe('The moment of the answer, to repeat an earlier one.'),
  },
  async run(args, { ask, consoleUrl }) {
    const { metrics, groupBy, top = GROUPS } = args;
    const ranked = groupBy.length === 0 ? null : { n: top, by: metrics[0], others: true };
    const { metricSeries } = await ask<{ readonly metricSeries: SeriesAnswer }>(DOCUMENT, {
      select: metrics,
      range: args.range,
      grain: args.grain ?? null,
      groupBy,
      where: args.where ?? null,
      compare: args.compare ?? null,
      top: ranked,
      timeZone: args.timeZone ?? null,
      asOf: args.asOf ?? null,
    });
    const address = exploreLink(args);
    const link = consoleUrl === null || address === null ? [] : [`chart: ${consoleUrl}${address}`];
    return [seriesText(metricSeries, groupBy), ...link].join('\n');
  },
});
