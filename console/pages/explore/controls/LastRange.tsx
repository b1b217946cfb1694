import { useState } from 'react';
import { Checkbox, Form } from 'react-aria-components';
import type { MetricGrain } from '../../../questions/documents';
import { Button } from '../../../widgets/Button';
import { Choice } from '../../../widgets/Choice';
import { useWords } from '../../../words/words';
import { GRAINS } from '../state/grains';
import type { ExploreRange } from '../state/state';
import { CountField } from './CountField';
import { CheckIcon } from '@radix-ui/react-icons';

interface Props {
  readonly range: ExploreRange;
  onApply(range: ExploreRange): void;
}

const MAX = 9999;

/** A range of whole units before now, with or without the running one. */
export function LastRange({ range, onApply }: Props) {
  const words = useWords();
  const start = range.kind === 'last' ? range : { count: 30, unit: 'DAY' as const, isRunning: false };
  const [count, setCount] = useState(start.count);
  const [unit, setUnit] = useState<MetricGrain>(start.unit);
  const [isRunning, setRunning] = useState(start.isRunning);
  return (
    <section className="range-part" aria-labelledby="range-last">
      <h3 id="range-last">{words.explore.range.relative}</h3>
      <Form
        className="range-last"
        onSubmit={(event) => {
          event.preventDefault();
          onApply({ kind: 'last', count, unit, isRunning });
        }}
      >
        <CountField
          label={words.explore.range.count}
          min={isRunning ? 0 : 1}
          max={MAX}
          value={count}
          onChange={setCount}
        />
        <Choice<MetricGrain>
          label={words.explore.range.unit}
          value={unit}
          options={GRAINS.map((key) => ({ key, text: words.units[key] }))}
          onChange={(key) => setUnit(key)}
        />
        <Checkbox
          className="check"
          isSelected={isRunning}
          onChange={(isOn) => {
            setRunning(isOn);
            if (!isOn) setCount(Math.max(1, count));
          }}
        >
          <span className="check-box" aria-hidden>
            {isRunning && <CheckIcon />}
          </span>
          {words.range.includeCurrent}
        </Checkbox>
        <Button type="submit">{words.explore.range.apply}</Button>
      </Form>
    </section>
  );
}
