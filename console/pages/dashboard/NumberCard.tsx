import { Link } from 'react-aria-components';
import { Sparkline } from '../../charts/Sparkline';
import type { Answer, Series } from '../../questions/useSeries';
import { Before } from '../../widgets/Before';
import { Change } from '../../widgets/Change';
import { useStatusText } from '../../widgets/useStatusText';
import type { Words } from '../../words/en';
import { useWords } from '../../words/words';

interface Props {
  readonly answer: Answer;
  readonly series: Series;
}

/** One metric: its number over the range, the change, and its course. */
export function NumberCard({ answer, series }: Props) {
  const words = useWords();
  const statusText = useStatusText();
  const { overall, metric } = series;
  const covered = coveredText(metric, words);
  return (
    <div className="number" data-metric={metric.key}>
      <div>
        <p className="number-head">
          <Link className="number-link" href={`/metrics/${metric.key}`}>
            <span className="number-value">{overall.formatted ?? '–'}</span>
            <span className="hidden">{metric.label}</span>
          </Link>
          {covered !== null && <span className="number-covers quiet">{covered}</span>}
        </p>
        {overall.status !== 'OK' && <p className="quiet">{statusText(overall.status)}</p>}
      </div>
      <p className="number-change">
        <Change change={overall.change ?? null} text={overall.changeText ?? null} better={metric.better ?? null} />
        <Before meta={answer.meta} overall={overall} />
      </p>
      <Sparkline answer={answer} series={series} />
    </div>
  );
}

/**
 * Returns the part of the range that a number covers, for a metric whose range is not one whole:
 * `last day`. Null if the number covers the range.
 */
function coveredText({ grain, overTime }: Series['metric'], { value }: Words): string | null {
  switch (overTime) {
    case 'LAST':
    case 'FIRST':
    case 'AVERAGE':
      return value.overTime[overTime][grain];
    case 'RATIO':
    case 'RECOMPUTE':
    case 'SUM':
      return null;
  }
}
