import { z } from 'zod';
import { ToolProblem, type AskGateway } from '../askGateway';
import { META } from './toolMeta';
import { changeText, type ChangeAnswer } from './changeText';
import { whyLink } from './pageLinks';
import { compareShape, rangeShape } from './range';
import { tool } from './tool';

const DIMENSIONS = `
  query ExplainedBy($key: MetricKey!) {
    metricCatalog { metric(key: $key) { explainedBy { key type } uses { key explainedBy { key type } } } }
  }
`;

const DOCUMENT = `
  query ExplainChange(
    $metric: MetricKey!, $by: [MetricDimensionKey!]!, $range: MetricTimeRange!, $compare: MetricComparison!,
    $top: Int!, $where: MetricDimensionFilter, $timeZone: TimeZone, $asOf: DateTime
  ) {
    explainChange(
      metric: $metric, by: $by, range: $range, compare: $compare, top: $top, where: $where, timeZone: $timeZone,
      asOf: $asOf
    ) {
      metric { key deprecated(locale: "en") }
      overall {
        formatted(locale: "en") status complete
        previous: formatted(of: PREVIOUS, locale: "en")
        change: formatted(of: CHANGE, locale: "en")
        difference: formatted(of: DIFFERENCE, locale: "en")
      }
      dimensions {
        dimension { key label(locale: "en") type }
        surprise
        parts {
          label(locale: "en") status share
          current: formatted(of: CURRENT, locale: "en")
          previous: formatted(of: PREVIOUS, locale: "en")
          contribution: formatted(of: CONTRIBUTION, locale: "en")
          rate: formatted(of: RATE_EFFECT, locale: "en")
          mix: formatted(of: MIX_EFFECT, locale: "en")
        }
      }
      ${META}
    }
  }
`;

/** The parts of a dimension that the page shows. */
const PARTS = 8;

export const explainChange = tool({
  name: 'explain_change',
  title: 'Explain a change',
  description:
    'Why a metric changed from an earlier period: what each group of some dimensions contributes, the most telling dimension first. The parts of a dimension add up to the whole change, so never add parts of two dimensions. Surprise is from 0 to 1: how far the parts are from what the sizes of the groups predict. Parts say where a change comes from, and not its cause. The answer has a link to the page if there is a console.',
  shape: {
    metric: z.string().describe('The metric whose change is explained.'),
    range: rangeShape.default({ last: 7, unit: 'DAY' }),
    compare: compareShape.default({ previousPeriod: true }),
    by: z
      .array(z.string())
      .min(1)
      .optional()
      .describe('Dimensions that may explain it. Omitted: all that can, except ids. describe_metric lists them.'),
    top: z.number().int().min(1).max(50).optional().describe(`Largest parts of a dimension. Default: ${PARTS}.`),
    where: z.record(z.string(), z.unknown()).optional().describe('Filters the data, as in query_metrics.'),
    timeZone: z.string().optional(),
    asOf: z.string().optional(),
  },
  async run(args, { ask, consoleUrl }) {
    const { metric, range, compare, by, top = PARTS, where = null, timeZone = null, asOf = null } = args;
    const { explainChange: answer } = await ask<{ readonly explainChange: ChangeAnswer }>(DOCUMENT, {
      ...{ metric, range, compare, top, where, timeZone, asOf },
      by: by ?? (await dimensionsOf(metric, ask)),
    });
    const address = isOnPage(answer) ? whyLink(args) : null;
    const link = consoleUrl === null || address === null ? [] : [`page: ${consoleUrl}${address}`];
    return [changeText(answer), ...link].join('\n');
  },
});

/** The page offers no metric that is out of use, and explains nothing by ids. */
function isOnPage({ metric, dimensions }: ChangeAnswer): boolean {
  return metric.deprecated === null && dimensions.every(({ dimension }) => dimension.type !== 'ID');
}

interface Explained {
  readonly metricCatalog: { readonly metric: ExplainedMetric & { readonly uses: readonly UsedMetric[] } };
}

interface ExplainedMetric {
  readonly explainedBy: readonly { readonly key: string; readonly type: string }[];
}

interface UsedMetric extends ExplainedMetric {
  readonly key: string;
}

/**
 * The dimensions that can explain a change of the metric, without ids unless there are no others:
 * an id has too many values to tell much. Errors: NOT_EXPLAINABLE.
 */
async function dimensionsOf(key: string, ask: AskGateway): Promise<readonly string[]> {
  const { metricCatalog } = await ask<Explained>(DIMENSIONS, { key });
  const { explainedBy, uses } = metricCatalog.metric;
  const telling = explainedBy.filter(({ type }) => type !== 'ID');
  if (explainedBy.length > 0) return (telling.length > 0 ? telling : explainedBy).map((dimension) => dimension.key);
  const parts = uses.filter((used) => used.explainedBy.length > 0).map((used) => used.key);
  throw new ToolProblem(
    `No dimension can explain a change of "${key}".`,
    'NOT_EXPLAINABLE',
    parts.length === 0
      ? 'Explain another metric: describe_metric says what can explain its change.'
      : `Explain the metrics that it is made of: ${parts.join(', ')}.`,
  );
}
