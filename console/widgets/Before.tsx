import type { Answer, Series } from '../questions/useSeries';
import { useWords } from '../words/words';
import { earlierOf } from './earlier';

interface Props {
  readonly meta: Answer['meta'];
  readonly overall: Series['overall'];
}

/** The number of the comparison period, with how long before it was: `a week before: 894`. */
export function Before({ meta, overall: { previousText } }: Props) {
  const { value } = useWords();
  if (previousText === null || previousText === undefined) return null;
  const earlier = earlierOf(meta);
  return (
    <span className="quiet">
      {earlier === null ? value.previous(previousText) : value.earlier(earlier.count, earlier.unit, previousText)}
    </span>
  );
}
