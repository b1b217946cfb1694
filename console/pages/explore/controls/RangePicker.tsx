import { ChevronDownIcon } from '@radix-ui/react-icons';
import { useState } from 'react';
import { Button, Dialog, DialogTrigger, Popover } from 'react-aria-components';
import { useWords } from '../../../words/words';
import { formatRange } from '../state/rangeText';
import type { ExploreRange } from '../state/state';
import type { Explore } from '../useExplore';
import { useExploreTexts } from '../useExploreTexts';
import { DateRange } from './DateRange';
import { LastRange } from './LastRange';

const OFTEN: readonly ExploreRange[] = [
  { kind: 'last', count: 0, unit: 'DAY', isRunning: true },
  { kind: 'last', count: 7, unit: 'DAY', isRunning: false },
  { kind: 'last', count: 30, unit: 'DAY', isRunning: false },
  { kind: 'last', count: 90, unit: 'DAY', isRunning: false },
  { kind: 'last', count: 12, unit: 'WEEK', isRunning: false },
  { kind: 'last', count: 0, unit: 'MONTH', isRunning: true },
  { kind: 'last', count: 12, unit: 'MONTH', isRunning: false },
];

/** Picks the range: one that is often used, whole units back from now, or dates. */
export function RangePicker({ facts, state, change }: Explore) {
  const words = useWords();
  const texts = useExploreTexts();
  const [isOpen, setOpen] = useState(false);
  const timeZone = state.timeZone ?? facts.catalog.timeZone;
  const text = texts.range(state.range, timeZone);
  const apply = (range: ExploreRange) => {
    setOpen(false);
    change({ range });
  };
  return (
    <div className="choice">
      <span className="choice-label" aria-hidden>
        {words.range.label}
      </span>
      <DialogTrigger isOpen={isOpen} onOpenChange={setOpen}>
        <Button className="button button-plain choice-button" aria-label={`${words.range.label}: ${text}`}>
          <span className="choice-text">{text}</span>
          <ChevronDownIcon aria-hidden />
        </Button>
        <Popover className="popover range-popover" placement="bottom start">
          <Dialog className="range" aria-label={words.range.label}>
            <section className="range-part" aria-labelledby="range-often">
              <h3 id="range-often">{words.explore.range.suggestions}</h3>
              <ul className="range-often">
                {OFTEN.map((range) => (
                  <li key={`${formatRange(range)} ${range.kind === 'last' && range.isRunning}`}>
                    <Button className="button button-quiet range-choice" onPress={() => apply(range)}>
                      {texts.range(range, timeZone)}
                    </Button>
                  </li>
                ))}
              </ul>
            </section>
            <LastRange range={state.range} onApply={apply} />
            <DateRange range={state.range} timeZone={timeZone} onApply={apply} />
          </Dialog>
        </Popover>
      </DialogTrigger>
    </div>
  );
}
