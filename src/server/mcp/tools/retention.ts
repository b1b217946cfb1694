import { z } from 'zod';
import { NAME } from '../../../registry/grammar/words';
import { ToolProblem } from '../askGateway';
import { warningLines, type ToolMeta } from './toolMeta';
import { PERIODS, rangeShape } from './range';
import { tool } from './tool';

interface RetentionAnswer {
  readonly cohorts: readonly Cohort[];
  readonly overall: readonly Cohort[];
  readonly meta: Pick<ToolMeta, 'asOf' | 'timeZone' | 'warnings'>;
}

interface Cohort {
  readonly time: { readonly label: string } | null;
  readonly by?: Readonly<Record<string, string | null>>;
  readonly size: number | null;
  readonly status: string;
  readonly periods: readonly {
    readonly number: number;
    readonly formatted: string | null;
    readonly status: string;
    readonly complete: boolean;
  }[];
}

/** Most cohorts of an answer. A model reads each of them. */
const MOST_COHORTS = 120;

export const retention = tool({
  name: 'retention',
  title: 'Retention by cohorts',
  description:
    'How many of the users (or other entities) that a metric counts in a period come back in the periods after it, as a cohort table. Both metrics must count the same entity: find_metrics lists them, and a mistake names the ones that would do. Period 0 is the period of the cohort itself.',
  shape: {
    cohort: z.string().describe('The metric that says who belongs to a cohort, such as new registrations.'),
    returning: z.string().describe('The metric that says what coming back is, such as active users.'),
    period: z.enum(PERIODS).default('WEEK').describe('The width of a cohort and of a period.'),
    periods: z.number().int().min(0).max(60).default(8).describe('Periods after the one of the cohort.'),
    range: rangeShape.default({ last: 8, unit: 'WEEK' }).describe('The range of the cohorts.'),
    mode: z
      .enum(['ON', 'ON_OR_AFTER'])
      .default('ON')
      .describe('ON: active in that period. ON_OR_AFTER: in it or any later one.'),
    groupBy: z.array(z.string()).default([]).describe('Dimensions that split each cohort.'),
    where: z.record(z.string(), z.unknown()).optional().describe('Filters both metrics, as in query_metrics.'),
    timeZone: z.string().optional(),
    asOf: z.string().optional(),
  },
  async run({ where, timeZone, asOf, ...given }, { ask }) {
    const { groupBy } = given;
    const variables = { ...given, where: where ?? null, timeZone: timeZone ?? null, asOf: asOf ?? null };
    const { retention: answer } = await ask<{ readonly retention: RetentionAnswer }>(documentOf(groupBy), variables);
    const numbers = Array.from({ length: given.periods + 1 }, (_, number) => String(number));
    const lines = answer.cohorts.map((cohort) => lineOf(cohort, groupBy));
    const isRunning = answer.cohorts.some(({ periods }) =>
      periods.some(({ formatted, complete }) => formatted !== null && !complete),
    );
    return [
      `share of each cohort that is active n ${given.period.toLowerCase()}s later; zone ${answer.meta.timeZone}; as of ${answer.meta.asOf}`,
      ['cohort', ...groupBy, 'size', ...numbers].join(' | '),
      ...lines.slice(0, MOST_COHORTS),
      ...(lines.length > MOST_COHORTS
        ? [`… ${lines.length - MOST_COHORTS} more cohorts. Ask for longer periods.`]
        : []),
      ...answer.overall.map((cohort) => lineOf(cohort, groupBy)),
      ...(isRunning ? ['* not over yet, so the number will change'] : []),
      ...warningLines(answer.meta),
    ].join('\n');
  },
});

/** The document names the dimensions, so each of them must be a name and nothing else. */
function documentOf(groupBy: readonly string[]): string {
  const wrong = groupBy.find((key) => !NAME.test(key));
  if (wrong !== undefined) {
    throw new ToolProblem(`"${wrong}" is no dimension.`, 'UNKNOWN_NAME', 'describe_metric lists the dimensions.');
  }
  const by = groupBy.length === 0 ? '' : `by { ${groupBy.join(' ')} }`;
  return `
    query Retention(
      $cohort: MetricKey!, $returning: MetricKey!, $period: MetricGrain!, $periods: Int!, $range: MetricTimeRange!,
      $mode: MetricReturnMode!, $groupBy: [MetricDimensionKey!]!, $where: MetricDimensionFilter, $timeZone: TimeZone,
      $asOf: DateTime
    ) {
      retention(
        cohort: $cohort, returning: $returning, period: $period, periods: $periods, range: $range, mode: $mode,
        groupBy: $groupBy, where: $where, timeZone: $timeZone, asOf: $asOf
      ) {
        cohorts { time { label(locale: "en") } ${by} size status periods { number formatted(locale: "en") status complete } }
        overall { time { label(locale: "en") } ${by} size status periods { number formatted(locale: "en") status complete } }
        meta { asOf timeZone warnings { code message(locale: "en") } }
      }
    }
  `;
}

function lineOf({ time, by = {}, size, status, periods }: Cohort, groupBy: readonly string[]): string {
  const group = groupBy.map((key) => by[key] ?? '(null)');
  const rates = periods.map(({ formatted, status: reason, complete }) =>
    formatted === null ? reason : `${formatted}${complete ? '' : '*'}`,
  );
  return [time?.label ?? 'all cohorts', ...group, size ?? status, ...rates].join(' | ');
}
