import { ask } from './ask';
import {
  ChannelsDocument,
  DrilldownDocument,
  KpisDocument,
  PickerDocument,
  UsersDocument,
  type CardFragment,
  type MetricDimensionFilter,
  type MetricKey,
} from './generated';

/** The reader of a dashboard. `asOf` null: now; `locale` null: the registry's language. */
export interface Viewer {
  readonly url: string;
  readonly asOf: string | null;
  readonly locale: string | null;
}

/** The cards of a dashboard: `Name  12,345  +3.2%`. */
export async function kpis({ url, asOf, locale }: Viewer): Promise<string[]> {
  const { metrics } = await ask(url, KpisDocument, { asOf, locale });
  const { revenue_mrr, new_paying_users, active_users_weekly, payment_conversion_rate, task_error_rate } =
    metrics!.totals.details;
  return [
    card('MRR', revenue_mrr),
    card('New paying users', new_paying_users),
    card('Weekly active users', active_users_weekly),
    // For a rate, a difference in points says more than a relative change.
    card('Conversion', payment_conversion_rate, 'points'),
    card('Error rate', task_error_rate, 'points'),
  ];
}

function card(name: string, number: CardFragment | null, by: 'delta' | 'points' = 'delta'): string {
  return [name, number?.number ?? '–', number?.[by] ?? '–'].join('  ');
}

/** The layers of a stacked chart, and the labels of its axis. */
export async function channels({ url, asOf, locale }: Viewer): Promise<{ axis: string[]; layers: string[] }> {
  const { metricSeries } = await ask(url, ChannelsDocument, { asOf, locale });
  const { buckets, series } = metricSeries!;
  return {
    axis: buckets.map(({ label }) => label),
    layers: series.map(({ label, values, overall }) => {
      const share = 'share' in overall && overall.share !== null ? ` (${Math.round(overall.share * 100)} %)` : '';
      return `${label}: ${values.map((value) => value ?? '–').join(' ')}${share}`;
    }),
  };
}

/** The users that consume the most tokens. Another system knows their names. */
export async function users(viewer: Viewer, nameOf: (id: string) => string): Promise<string[]> {
  const { url, asOf, locale } = viewer;
  const { metrics } = await ask(url, UsersDocument, { first: 5, asOf, locale });
  return metrics!.rows.map(({ by, values, details }) => {
    const name = by.user === null ? 'nobody' : nameOf(by.user.id);
    return `${name}: ${details.tokens_consumed?.formatted ?? '–'} tokens, ${values.total_generations ?? 0} generations`;
  });
}

/** A chart of the chosen metrics, and the dimensions that could split it. */
export async function picked(
  { url, asOf, locale }: Viewer,
  metrics: readonly MetricKey[],
): Promise<{ lines: string[]; dimensions: string[] }> {
  const { metricCatalog, metricSeries } = await ask(url, PickerDocument, { metrics, grain: 'DAY', asOf, locale });
  return {
    lines: metricSeries!.series.map(({ label, overall }) => `${label}: ${overall.formatted ?? '–'}`),
    dimensions: metricCatalog!.dimensions.map(({ label }) => label),
  };
}

/** A number and its parts, under the conditions that the reader has clicked so far. */
export async function drilldown({ url, asOf }: Viewer, where: MetricDimensionFilter): Promise<string[]> {
  const range = { last: 7, unit: 'DAY' } as const;
  const { number, byTaskType, byChannel } = await ask(url, DrilldownDocument, { range, where, asOf });
  return [
    `all: ${number!.totals.values.total_generations ?? '–'}`,
    ...byTaskType!.rows.map(({ by, values }) => `${by.task_type ?? '(none)'}: ${values.total_generations ?? '–'}`),
    ...byChannel!.rows.map(({ by, values }) => `${by.utm_source}: ${values.total_generations ?? '–'}`),
  ];
}
