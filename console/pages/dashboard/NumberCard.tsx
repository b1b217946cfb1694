import { Link } from 'react-aria-components';
import { Sparkline } from '../../charts/Sparkline';
import type { Answer, Series } from '../../questions/useSeries';
import { Change } from '../../widgets/Change';
import { useStatusText } from '../../widgets/useStatusText';
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
  return (
    <div className="number" data-metric={metric.key}>
      <Link className="number-link" href={`/metrics/${metric.key}`}>
        <span className="number-value">{overall.formatted ?? '–'}</span>
        <span className="hidden">{metric.label}</span>
      </Link>
      {overall.status !== 'OK' && <p className="quiet">{statusText(overall.status)}</p>}
      <p className="number-change">
        <Change change={overall.change ?? null} text={overall.changeText ?? null} better={metric.better ?? null} />
        {overall.previousText !== null && overall.previousText !== undefined && (
          <span className="quiet">{words.value.previous(overall.previousText)}</span>
        )}
      </p>
      <Sparkline answer={answer} series={series} />
    </div>
  );
}
