import { grainOfBucket, runningBucket } from '../../charts/texts';
import type { Answer } from '../../questions/useSeries';
import { useInstant, usePeriod } from '../../widgets/useInstant';
import { useWords } from '../../words/words';

/** What the numbers of a page cover: range, comparison, and the newest row. */
export function Status({ answer }: { readonly answer: Answer | null }) {
  const words = useWords();
  const period = usePeriod();
  const instant = useInstant();
  if (answer === null) return <p className="quiet status">{words.loading}</p>;
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
