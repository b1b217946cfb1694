import { partOf } from '../../questions/merge';
import type { GatewayProblem } from '../../questions/problem';
import type { DashboardTile } from '../../questions/useDashboard';
import { useManySeries, type Answer, type SeriesArguments } from '../../questions/useSeries';
import { tilesQuestion } from './tilesQuestion';

export interface TileAnswers {
  /** The answer or the problem of each tile, by its id. */
  readonly answers: ReadonlyMap<string, Answer | GatewayProblem>;
  /** True while the answers of another range are shown. */
  readonly isOld: boolean;
  readonly error: Error | null;
  refetch(): void;
}

/** Asks for all tiles of a dashboard in one request. `range` replaces that of every tile. */
export function useTiles(tiles: readonly DashboardTile[], range: SeriesArguments['range'] | null): TileAnswers {
  const { questions, merged } = tilesQuestion(tiles, range);
  const { data, error, isPlaceholderData, refetch } = useManySeries(merged.map(({ args }) => args));
  const answers = new Map<string, Answer | GatewayProblem>();
  merged.forEach(({ of }, position) => {
    const answer = data?.[position];
    if (answer === undefined) return;
    for (const index of of) {
      const part = answer instanceof Error ? answer : partOf(answer, questions[index]!.select);
      answers.set(tiles[index]!.id, part);
    }
  });
  return { answers, isOld: isPlaceholderData, error, refetch: () => void refetch() };
}
