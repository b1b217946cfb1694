import { ArrowDownIcon, ArrowUpIcon } from '@radix-ui/react-icons';
import { useWords } from '../words/words';

interface Props {
  /** The relative change; null if there is none. */
  readonly change: number | null;
  /** The change for people, by the gateway. */
  readonly text: string | null;
  /** The direction that is good for the metric; null: neither. */
  readonly better: 'UP' | 'DOWN' | null;
}

/** A change, coloured if the metric has a good direction. The words say the same as the colour. */
export function Change({ change, text, better }: Props) {
  const { value } = useWords();
  if (change === null || text === null) return null;
  if (change === 0) return <span className="change change-same">{value.noChange}</span>;
  const isUp = change > 0;
  const isGood = better === null ? null : isUp === (better === 'UP');
  const tone = isGood === null ? 'neutral' : isGood ? 'good' : 'bad';
  return (
    <span className={`change change-${tone}`}>
      {isUp ? <ArrowUpIcon aria-hidden /> : <ArrowDownIcon aria-hidden />}
      {text}
      {isGood !== null && <span className="hidden">{isGood ? value.better : value.worse}</span>}
    </span>
  );
}
