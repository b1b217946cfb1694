import { merge, type MergedQuestion } from '../../questions/merge';
import type { DashboardTile } from '../../questions/useDashboard';
import type { SeriesArguments } from '../../questions/useSeries';

export interface TilesQuestion {
  /** The question of each tile. */
  readonly questions: readonly SeriesArguments[];
  /** The same questions, as few as answer all of them. */
  readonly merged: readonly MergedQuestion[];
}

/** All questions of a dashboard. `range` replaces that of every tile. */
export function tilesQuestion(tiles: readonly DashboardTile[], range: SeriesArguments['range'] | null): TilesQuestion {
  const questions = tiles.map((tile) => tileArguments(tile, range));
  return { questions, merged: merge(questions) };
}

/** The question of a tile, over another range if one is chosen. */
export function tileArguments(tile: DashboardTile, range: SeriesArguments['range'] | null): SeriesArguments {
  // The gateway has checked it against the arguments of `metricSeries`.
  const args = tile.variables as unknown as SeriesArguments;
  return range === null ? args : { ...args, range };
}
