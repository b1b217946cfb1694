import { Picture } from '../../charts/Picture';
import type { GatewayProblem } from '../../questions/problem';
import type { DashboardTile } from '../../questions/useDashboard';
import type { Answer, SeriesArguments } from '../../questions/useSeries';
import { PictureMenu } from '../../widgets/picture/PictureMenu';
import { useChart } from '../../widgets/picture/useChart';
import { useLive } from '../../widgets/picture/useLive';
import { Problem } from '../../widgets/Problem';
import { Skeleton } from '../../widgets/Skeleton';
import { NumberCard } from './NumberCard';
import { tileArguments } from './tilesQuestion';

interface Props {
  readonly tile: DashboardTile;
  /** Null while it loads. */
  readonly answer: Answer | GatewayProblem | null;
  readonly range: SeriesArguments['range'] | null;
  onRetry(): void;
}

/** A question of a dashboard and its picture. */
export function Tile({ tile, answer: asked, range, onRetry }: Props) {
  const isNumber = tile.picture === 'NUMBER';
  const args = tileArguments(tile, range);
  const live = useLive(args);
  const answer = live.answer ?? asked;
  const { chart, onChart } = useChart();
  return (
    <div className="card tile" data-width={tile.width ?? (isNumber ? 1 : 2)}>
      <div className="tile-head">
        <h3>{tile.title}</h3>
        <PictureMenu
          title={tile.title}
          args={args}
          picture={tile.picture}
          answer={answer instanceof Error ? null : answer}
          live={live}
          {...(!isNumber && tile.picture !== 'TABLE' && { chart })}
        />
      </div>
      {answer === null && <Skeleton shape={isNumber ? 'card' : 'chart'} />}
      {answer instanceof Error && <Problem error={answer} onRetry={onRetry} />}
      {answer !== null && !(answer instanceof Error) && (
        <>
          {isNumber ? (
            answer.series.map((series) => <NumberCard key={series.metric.key} answer={answer} series={series} />)
          ) : (
            <Picture answer={answer} kind={tile.picture} title={tile.title} onChart={onChart} />
          )}
        </>
      )}
    </div>
  );
}
