import type { RefObject } from 'react';
import type { Ranking } from '../../questions/useRankings';
import { Change } from '../Change';
import { useStatusText } from '../useStatusText';
import './ranks.css';

interface Props {
  readonly name: string;
  /** The element whose text may be cut off. */
  readonly nameRef: RefObject<HTMLSpanElement | null>;
  readonly overall: Ranking[number]['overall'];
  /** The direction that is good for the metric. */
  readonly better: 'UP' | 'DOWN' | null;
  /** True if some value of the leaderboard has a change, so that the numbers stay in a column. */
  readonly hasChanges: boolean;
}

/** A value of a leaderboard: its name, its number, and its change. */
export function RankContent({ name, nameRef, overall, better, hasChanges }: Props) {
  const statusText = useStatusText();
  return (
    <>
      <span className="rank-name" ref={nameRef}>
        {name}
      </span>
      <span className="rank-value">{overall.formatted ?? statusText(overall.status)}</span>
      {hasChanges && (
        <span className="rank-change">
          <Change change={overall.change ?? null} text={overall.changeText ?? null} better={better} />
        </span>
      )}
    </>
  );
}

/** The length of a value's bar, from 0 to 1. The longest is that of the largest value. */
export function shareOf(overall: Ranking[number]['overall'], ranking: Ranking): number {
  const most = Math.max(...ranking.map((one) => Math.abs(one.overall.value ?? 0)));
  return most === 0 ? 0 : Math.abs(overall.value ?? 0) / most;
}
