import { Picture } from '../../../charts/Picture';
import type { MetricDefinition } from '../../../questions/useMetric';
import { Before } from '../../../widgets/Before';
import { Change } from '../../../widgets/Change';
import { PictureMenu } from '../../../widgets/picture/PictureMenu';
import { useChart } from '../../../widgets/picture/useChart';
import { useLive } from '../../../widgets/picture/useLive';
import { Problem } from '../../../widgets/Problem';
import { Skeleton } from '../../../widgets/Skeleton';
import { useStatusText } from '../../../widgets/useStatusText';
import { useWords } from '../../../words/words';
import { Status } from '../../dashboard/Status';
import { Section } from '../Section';
import { recentArguments } from './recentArguments';
import type { useRecent } from './useRecent';

interface Props {
  readonly metric: MetricDefinition;
  readonly recent: ReturnType<typeof useRecent>;
}

/** The number over the last 90 days, its change, and its course. */
export function Recent({ metric, recent }: Props) {
  const words = useWords();
  const { data: asked, error, isPlaceholderData, refetch } = recent;
  const args = recentArguments(metric.key, metric.grain);
  const live = useLive(args);
  const data = live.answer ?? asked;
  const { chart, onChart } = useChart();
  const title = words.metric.recent(args.range.last, words.units[args.range.unit]);
  return (
    <Section
      title={title}
      action={
        <PictureMenu title={metric.label} args={args} picture="LINE" answer={data ?? null} live={live} chart={chart} />
      }
    >
      {error !== null && <Problem error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && (
        <div className="metric-recent">
          <Skeleton shape="card" />
          <Skeleton shape="chart" />
        </div>
      )}
      {data !== undefined && (
        <div className="metric-recent" data-old={isPlaceholderData}>
          <Summary answer={data} />
          <Picture answer={data} kind="LINE" title={`${metric.label}, ${title}`} onChart={onChart} />
        </div>
      )}
    </Section>
  );
}

function Summary({ answer }: { readonly answer: NonNullable<Props['recent']['data']> }) {
  const statusText = useStatusText();
  const [series] = answer.series;
  if (series === undefined) return null;
  const { overall, metric } = series;
  return (
    <div>
      <p className="number-value">{overall.formatted ?? '–'}</p>
      {overall.status !== 'OK' && <p className="quiet">{statusText(overall.status)}</p>}
      <p className="number-change">
        <Change change={overall.change ?? null} text={overall.changeText ?? null} better={metric.better ?? null} />
        <Before meta={answer.meta} overall={overall} />
      </p>
      <Status answer={answer} />
    </div>
  );
}
