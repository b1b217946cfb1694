import { useState } from 'react';
import { GatewayProblem } from '../../../questions/problem';
import { useRankings, type Ranking } from '../../../questions/useRankings';
import { useSeries } from '../../../questions/useSeries';
import { Choice } from '../../../widgets/Choice';
import { Empty } from '../../../widgets/Empty';
import { Problem } from '../../../widgets/Problem';
import { useWords } from '../../../words/words';
import { fittingDimensions } from '../state/facts';
import { questionOf, rankingOf, rankOf } from '../state/question';
import type { Explore } from '../useExplore';
import { Leaderboard } from './Leaderboard';

const FEW = 6;
const MANY = 50;

/** A leaderboard of each dimension that fits all picked metrics. Ids come last. */
export function Leaders(explore: Explore) {
  const words = useWords();
  const { facts, state, change } = explore;
  const [long, setLong] = useState<ReadonlySet<string>>(new Set());
  const fitting = fittingDimensions(facts, state.metrics);
  const dimensions = [...fitting.filter(({ type }) => type !== 'ID'), ...fitting.filter(({ type }) => type === 'ID')];
  // One more than is shown says whether there are more.
  const lengthOf = (key: string) => (long.has(key) ? MANY : FEW);
  const rankings = useRankings(dimensions.map(({ key }) => rankingOf(state, key, lengthOf(key) + 1)));
  const toggle = (key: string) => {
    const next = new Set(long);
    if (!next.delete(key)) next.add(key);
    setLong(next);
  };
  const picture = useSeries(questionOf(state));
  const problem = sharedProblem(rankings.data);
  // The picture says it already.
  if (problem !== null && isSameProblem(problem, picture.error)) return null;
  if (problem !== null) return <Problem error={problem} onRetry={() => void rankings.refetch()} />;
  if (dimensions.length === 0) return <Empty title={words.explore.leaders.label} text={words.explore.leaders.none} />;
  if (isEmpty(rankings.data)) return <Empty title={words.explore.leaders.label} text={words.value.noData} />;
  return (
    <>
      {state.metrics.length > 1 && (
        <Choice
          label={words.explore.leaders.rankBy}
          value={rankOf(state)}
          options={state.metrics.map((key) => ({ key, text: facts.metrics.get(key)!.label }))}
          onChange={(key) => change({ rankBy: key === state.metrics[0] ? null : key })}
        />
      )}
      <p className="quiet leaders-hint">{words.explore.leaders.hint}</p>
      <div className="leaders" data-old={rankings.isPlaceholderData}>
        {dimensions.map((dimension, index) => (
          <Leaderboard
            key={dimension.key}
            explore={explore}
            dimension={dimension}
            ranking={rankings.data?.[index] ?? rankings.error}
            length={lengthOf(dimension.key)}
            isLong={long.has(dimension.key)}
            onToggle={() => toggle(dimension.key)}
            onRetry={() => void rankings.refetch()}
          />
        ))}
      </div>
    </>
  );
}

/** The problem that all leaderboards have, so that it is said once; else null. */
function sharedProblem(rankings: readonly (Ranking | GatewayProblem)[] | undefined): GatewayProblem | null {
  const [first, ...others] = rankings ?? [];
  if (!(first instanceof GatewayProblem)) return null;
  return others.every((one) => one instanceof GatewayProblem && one.code === first.code) ? first : null;
}

/** True if no dimension has a value, so that this is said once. */
function isEmpty(rankings: readonly (Ranking | GatewayProblem)[] | undefined): boolean {
  return rankings !== undefined && rankings.every((one) => !(one instanceof GatewayProblem) && one.length === 0);
}

function isSameProblem(one: GatewayProblem, other: Error | null): boolean {
  return other instanceof GatewayProblem && other.code === one.code && other.hint === one.hint;
}
