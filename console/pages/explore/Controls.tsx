import { MixerHorizontalIcon } from '@radix-ui/react-icons';
import { useRef, useState } from 'react';
import { Button } from 'react-aria-components';
import { flushSync } from 'react-dom';
import { useSearchTarget } from '../../keys/searchTarget';
import { useWords } from '../../words/words';
import { ComparePicker } from './controls/ComparePicker';
import { GrainPicker } from './controls/GrainPicker';
import { GroupPicker } from './controls/GroupPicker';
import { MetricPicker } from './controls/MetricPicker';
import { RangePicker } from './controls/RangePicker';
import { ZonePicker } from './controls/ZonePicker';
import type { Explore } from './useExplore';
import { useExploreTexts } from './useExploreTexts';

/** All controls of the question. On a phone, a button shows them. */
export function Controls(explore: Explore) {
  const words = useWords();
  const texts = useExploreTexts();
  const [isOpen, setOpen] = useState(false);
  const metrics = useRef<HTMLButtonElement>(null);
  useSearchTarget(() => {
    // On a phone, the button of the metrics appears only now.
    flushSync(() => setOpen(true));
    metrics.current?.focus();
    metrics.current?.click();
  });
  const { facts, state } = explore;
  const range = texts.range(state.range, state.timeZone ?? facts.catalog.timeZone);
  return (
    <section className="controls-frame" aria-label={words.explore.question} data-open={isOpen}>
      <Button
        className="button button-plain controls-toggle"
        aria-expanded={isOpen}
        aria-controls="controls"
        onPress={() => setOpen(!isOpen)}
      >
        <MixerHorizontalIcon aria-hidden />
        {words.explore.change}
        <span className="quiet">{range}</span>
      </Button>
      <div className="controls" id="controls">
        <MetricPicker {...explore} buttonRef={metrics} />
        <GroupPicker {...explore} />
        <RangePicker {...explore} />
        <GrainPicker {...explore} />
        <ComparePicker {...explore} />
        <ZonePicker {...explore} />
      </div>
    </section>
  );
}
