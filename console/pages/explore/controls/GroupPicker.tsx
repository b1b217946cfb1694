import { Switch } from 'react-aria-components';
import { Pick } from '../../../widgets/Pick';
import { useWords } from '../../../words/words';
import { MAX_TOP } from '../state/address';
import { dimensionReason } from '../state/facts';
import { DEFAULT_TOP } from '../state/state';
import type { Explore } from '../useExplore';
import { useExploreTexts } from '../useExploreTexts';
import { CountField } from './CountField';

/** Picks dimensions to group by, and how many groups are shown. */
export function GroupPicker({ facts, state, change }: Explore) {
  const { explore } = useWords();
  const texts = useExploreTexts();
  const names = state.groupBy.map((key) => facts.dimensions.get(key)!.label);
  const items = facts.catalog.dimensions.map(({ key, label }) => {
    const reason = dimensionReason(facts, state.metrics, key);
    return { key, text: label, disabled: reason === null ? undefined : texts.reason(reason) };
  });
  return (
    <Pick
      label={explore.groupBy}
      text={names.length === 0 ? explore.noGroups : explore.list(names)}
      searchLabel={explore.searchDimensions}
      sections={[{ key: 'all', title: null, items }]}
      picked={state.groupBy}
      mode="many"
      onPick={(groupBy) => change({ groupBy })}
    >
      {state.groupBy.length > 0 && (
        <div className="pick-more">
          {state.top !== 'all' && (
            <CountField
              label={explore.top}
              min={1}
              max={MAX_TOP}
              value={state.top}
              onChange={(top) => change({ top }, { replace: true })}
            />
          )}
          <Toggle
            text={explore.allGroups}
            isOn={state.top === 'all'}
            onChange={(isOn) => change({ top: isOn ? 'all' : DEFAULT_TOP })}
          />
          {state.top !== 'all' && state.picture !== 'SHARE' && (
            <Toggle text={explore.others} isOn={state.hasOthers} onChange={(hasOthers) => change({ hasOthers })} />
          )}
        </div>
      )}
    </Pick>
  );
}

interface ToggleProps {
  readonly text: string;
  readonly isOn: boolean;
  onChange(isOn: boolean): void;
}

function Toggle({ text, isOn, onChange }: ToggleProps) {
  return (
    <Switch className="toggle" isSelected={isOn} onChange={onChange}>
      <span className="toggle-track" aria-hidden />
      {text}
    </Switch>
  );
}
