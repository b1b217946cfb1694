import { z } from 'zod';
import { DURATION_UNITS, type DurationUnit } from '../../../query/duration';
import { META } from './toolMeta';
import { funnelText, type FunnelTable } from './funnelText';
import { funnelLink } from './pageLinks';
import { PERIODS, rangeShape } from './range';
import { tool } from './tool';

const DOCUMENT = `
  query Funnel(
    $steps: [MetricKey!]!, $within: MetricDuration!, $range: MetricTimeRange!, $grain: MetricGrain,
    $groupBy: [MetricDimensionKey!]!, $where: MetricDimensionFilter, $timeZone: TimeZone, $asOf: DateTime
  ) {
    funnel(
      steps: $steps, within: $within, range: $range, grain: $grain, groupBy: $groupBy, where: $where,
      timeZone: $timeZone, asOf: $asOf
    ) {
      rows {
        time { label(locale: "en") }
        label(locale: "en")
        complete
        steps {
          metric { key deprecated(locale: "en") entity { key label(locale: "en") } }
          entities status
          ofFirst: formatted(of: OF_FIRST, locale: "en")
          ofPrevious: formatted(of: OF_PREVIOUS, locale: "en")
          median: formatted(of: MEDIAN, locale: "en")
        }
      }
      ${META}
    }
  }
`;

const UNITS = DURATION_UNITS.map((unit) => unit.toUpperCase() as Uppercase<DurationUnit>);

export const funnel = tool({
  name: 'funnel',
  title: 'Funnel of steps',
  description:
    'How many users (or other entities) go through several steps in order, such as from registration to payment, with the share of the first and of the previous step and the median time. All steps are metrics that count one entity: describe_metric names it, and a mistake names the metrics that would do. The answer has a link to the page if there is a console.',
  shape: {
    steps: z.array(z.string()).min(2).max(10).describe('Metrics in order. A metric may be several steps.'),
    within: z
      .object({ count: z.number().int().min(1), unit: z.enum(UNITS) })
      .default({ count: 7, unit: 'DAY' })
      .describe('The most time from the first step to the last, of at most 400 days.'),
    range: rangeShape.default({ last: 30, unit: 'DAY' }).describe('The range of the first step.'),
    grain: z.enum(PERIODS).optional().describe('The width of a bucket of first steps. Omitted: the range is one.'),
    groupBy: z.array(z.string()).default([]).describe('Dimensions of the first step that split the funnel.'),
    where: z.record(z.string(), z.unknown()).optional().describe('Filters all steps, as in query_metrics.'),
    timeZone: z.string().optional(),
    asOf: z.string().optional(),
  },
  async run(args, { ask, consoleUrl }) {
    const { steps, within, range, groupBy, grain = null, where = null, timeZone = null, asOf = null } = args;
    const variables = { steps, within, range, grain, groupBy, where, timeZone, asOf };
    const { funnel: answer } = await ask<{ readonly funnel: FunnelTable }>(DOCUMENT, variables);
    const address = isOnPage(answer) ? funnelLink(args) : null;
    const link = consoleUrl === null || address === null ? [] : [`page: ${consoleUrl}${address}`];
    return [funnelText(answer, { groupBy, hasTime: grain !== null }), ...link].join('\n');
  },
});

/** The page offers no metric that is out of use, and none whose entity a role may not see. */
function isOnPage({ rows }: FunnelTable): boolean {
  const [row] = rows;
  return row !== undefined && row.steps.every(({ metric }) => metric.deprecated === null && metric.entity !== null);
}
