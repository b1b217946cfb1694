import { Button } from '../widgets/Button';
import { Empty } from '../widgets/Empty';
import { useDates } from '../widgets/useInstant';
import { useWords } from '../words/words';
import type { DataDates } from './dataDates';

interface Props {
  readonly dates: DataDates;
  /** Shows the range of the data. Without it, the page cannot change the range. */
  onDates?: ((dates: DataDates) => void) | undefined;
}

/** In place of a picture whose range has no data: which dates have data. */
export function MissedData({ dates, onDates }: Props) {
  const { empty } = useWords();
  const text = useDates()(dates);
  return (
    <Empty title={empty.title} text={empty.missed(text)}>
      {onDates !== undefined && <Button onPress={() => onDates(dates)}>{empty.show(text)}</Button>}
    </Empty>
  );
}
