import type { Answer } from '../../questions/useSeries';
import { useWords } from '../../words/words';
import { usePeriod } from '../useInstant';
import type { PngHead } from './png';

/** The texts above a picture that is saved: a reader elsewhere sees no page around it. */
export function usePngHead(title: string, answer: Answer | null): PngHead {
  const { compare } = useWords();
  const period = usePeriod();
  if (answer === null) return { title, subtitle: '' };
  const { range, comparedTo, timeZone } = answer.meta;
  const parts = [period(range, timeZone), ...(comparedTo ? [compare.to(period(comparedTo, timeZone))] : []), timeZone];
  return { title, subtitle: parts.join(' · ') };
}
