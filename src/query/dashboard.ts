import type { Text } from '../model/text';
import type { Grain } from '../time/grain';
import type { ComparisonRequest, MetricRequest, RangeRequest, TopRequest } from './request';

export const PICTURES = ['number', 'line', 'area', 'bars', 'stacked', 'share', 'table'] as const;
/** How a tile shows its numbers. */
export type Picture = (typeof PICTURES)[number];

/** The dashboards of a folder. A dashboard is a list of queries, each with a picture. */
export interface Dashboards {
  /** Hash of the dashboards and their problems. It changes if one of them does. */
  readonly version: string;
  /** In the order in which they are listed. */
  readonly all: readonly Dashboard[];
}

/** One file. A wrong file has a problem and no sections. */
export interface Dashboard {
  /** The name of the file, without its ending. */
  readonly key: string;
  /** Null: the file does not say, because it is wrong. */
  readonly title: Text | null;
  readonly description: Text | null;
  /** All problems of the file, a line each; null: there is none. */
  readonly problem: string | null;
  readonly sections: readonly DashboardSection[];
}

export interface DashboardSection {
  /** Null: the label of the group, if there is one. */
  readonly title: Text | null;
  /** The key of a group of metrics. */
  readonly group: string | null;
  readonly tiles: readonly DashboardTile[];
}

export interface DashboardTile {
  /** The positions of the section and the tile in the file, from 1: `2/1`. */
  readonly position: string;
  /** Null: the labels of the metrics. */
  readonly title: Text | null;
  readonly picture: Picture;
  /** Columns of a grid with four; null: the reader decides. */
  readonly width: number | null;
  readonly query: TileQuery;
}

/** The query of a tile, with the defaults of its dashboard. */
export interface TileQuery {
  readonly metrics: readonly string[];
  readonly range: RangeRequest;
  readonly grain: Grain;
  readonly groupBy: readonly string[];
  readonly where: Where | null;
  readonly compare: ComparisonRequest | null;
  readonly top: TopRequest | null;
  readonly timeZone: string | null;
}

/** Conditions as a door receives them. See `where` of {@link MetricRequest}. */
export type Where = Readonly<Record<string, unknown>>;

/** There is no folder with dashboards. */
export const NO_DASHBOARDS: Dashboards = { version: 'none', all: [] };

/** The request of a tile, as a door would receive it. */
export function requestOf(query: TileQuery): MetricRequest {
  return query;
}

/** The dimensions that conditions name, each once. */
export function dimensionsOfWhere(where: Where | null): string[] {
  const named = Object.entries(where ?? {}).flatMap(([key, value]) => {
    if (key === 'and' || key === 'or') return (value as readonly Where[]).flatMap(dimensionsOfWhere);
    return key === 'not' ? dimensionsOfWhere(value as Where) : [key];
  });
  return [...new Set(named)];
}

/** Whether a tile of a dashboard shows a metric. */
export function isShownOn({ sections }: Dashboard, metric: string): boolean {
  return sections.some(({ tiles }) => tiles.some(({ query }) => query.metrics.includes(metric)));
}
