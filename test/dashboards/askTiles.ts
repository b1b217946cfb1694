import type { GatewayServer, Response } from '../graphql/gatewayServer';

/** A tile of the API, as far as these tests ask for it. */
export interface AskedTile {
  readonly id: string;
  readonly title: string;
  readonly picture: string;
  readonly width: number | null;
  readonly metrics: readonly { readonly key: string }[];
  readonly variables: Readonly<Record<string, unknown>>;
}

export interface AskedDashboard {
  readonly id: string;
  readonly key: string;
  readonly title: string;
  readonly problem: string | null;
  readonly sections: readonly {
    readonly title: string | null;
    readonly group: { readonly key: string } | null;
    readonly tiles: readonly AskedTile[];
  }[];
}

const DASHBOARDS = `{ metricCatalog { dashboards {
  id key title problem
  sections { title group { key } tiles { id title picture width metrics { key } variables } }
} } }`;

/** The dashboards that a server lists. */
export async function dashboardsOf(server: Pick<GatewayServer, 'ask'>): Promise<readonly AskedDashboard[]> {
  const { data, errors } = await server.ask(DASHBOARDS);
  expect(errors).toEqual([]);
  return data!['metricCatalog'].dashboards as readonly AskedDashboard[];
}

export function tilesOf(dashboards: readonly AskedDashboard[]): AskedTile[] {
  return dashboards.flatMap(({ sections }) => sections.flatMap(({ tiles }) => tiles));
}

const TILE = `query Tile(
  $select: [MetricKey!]!, $range: MetricTimeRange!, $grain: MetricGrain!, $groupBy: [MetricDimensionKey!]!,
  $where: MetricDimensionFilter, $compare: MetricComparison, $top: MetricTop, $timeZone: TimeZone, $asOf: DateTime
) {
  metricSeries(
    select: $select, range: $range, grain: $grain, groupBy: $groupBy,
    where: $where, compare: $compare, top: $top, timeZone: $timeZone, asOf: $asOf
  ) {
    buckets { date }
    series { label others values previous overall { status formatted } metric { key } }
  }
}`;

/** The answer to the variables of a tile. */
export function askTile(server: Pick<GatewayServer, 'ask'>, variables: object): Promise<Response> {
  return server.ask(TILE, variables);
}
