import { grainOfBucket, runningBucket } from '../../charts/texts';
import type { Answer, SeriesArguments } from '../../questions/useSeries';
import { useInstant, usePeriod } from '../../widgets/useInstant';
import { useWords } from '../../words/words';

interface Props {
  readonly answer: Answer | null;
  /** The questions whose answers are awaited. They keep the place of the text. */
  readonly awaited?: readonly SeriesArguments[];
}

/** What the numbers of a page cover: range, comparison, and the newest row. */
export function Status({ answer, awaited = [] }: Props) {
  const words = useWords();
  const period = usePeriod();
  const instant = useInstant();
  if (answer === null) return <Waiting awaited={awaited} />;
  const { range, comparedTo, freshness, timeZone } = answer.meta;
  // The table that ends first: from there on, some numbers are not complete.
  const newest = (freshness ?? [])
    .flatMap(({ latest }) => latest ?? [])
    .sort()
    .at(0);
  const running = runningBucket(answer);
  const parts = [
    period(range, timeZone),
    ...(comparedTo ? [words.compare.to(period(comparedTo, timeZone))] : []),
    ...(newest === undefined ? [] : [words.value.newest(instant(newest, timeZone))]),
    timeZone,
    ...(running === undefined ? [] : [words.value.running(words.explore.range.current(grainOfBucket(running)))]),
  ];
  return <p className="quiet status">{parts.join(' · ')}</p>;
}

const MONTH_MS = 30 * 24 * 60 * 60_000;

function Waiting({ awaited }: Required<Pick<Props, 'awaited'>>) {
  const words = useWords();
  const period = usePeriod();
  const instant = useInstant();
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  const now = new Date().toISOString();
  const month = period({ start: new Date(Date.parse(now) - MONTH_MS).toISOString(), end: now }, timeZone);
  const parts = [
    month,
    ...(awaited.some(({ compare }) => compare) ? [words.compare.to(month)] : []),
    words.value.newest(instant(now, timeZone)),
    timeZone,
    ...(awaited.some(({ range }) => range.includeCurrent)
      ? [words.value.running(words.explore.range.current('DAY'))]
      : []),
  ];
  return (
    <p className="quiet status status-waiting">
      <span>{words.loading}</span>
      {awaited.length > 0 && (
        <span className="status-sample" aria-hidden>
          {parts.join(' · ')}
        </span>
      )}
    </p>
  );
}
