import { parseDate, today } from '@internationalized/date';
import { ChevronLeftIcon, ChevronRightIcon } from '@radix-ui/react-icons';
import {
  Button,
  CalendarCell,
  CalendarGrid,
  CalendarGridBody,
  CalendarGridHeader,
  CalendarHeaderCell,
  Heading,
  RangeCalendar,
} from 'react-aria-components';
import { useWords } from '../../../words/words';
import type { ExploreRange } from '../state/state';

interface Props {
  readonly range: ExploreRange;
  /** The zone that decides which day is today. */
  readonly timeZone: string;
  onApply(range: ExploreRange): void;
}

/** A range from one date through another one, in a calendar. */
export function DateRange({ range, timeZone, onApply }: Props) {
  const { range: words } = useWords().explore;
  const value = range.kind === 'dates' ? { start: parseDate(range.from), end: parseDate(range.through) } : null;
  return (
    <section className="range-part" aria-labelledby="range-dates">
      <h3 id="range-dates">{words.absolute}</h3>
      <RangeCalendar
        className="calendar"
        aria-labelledby="range-dates"
        value={value}
        defaultFocusedValue={value?.end ?? today(timeZone)}
        onChange={({ start, end }) => onApply({ kind: 'dates', from: start.toString(), through: end.toString() })}
      >
        <header className="calendar-head">
          <Button slot="previous" className="icon-button" aria-label={words.previous}>
            <ChevronLeftIcon />
          </Button>
          <Heading className="calendar-title" level={4} />
          <Button slot="next" className="icon-button" aria-label={words.next}>
            <ChevronRightIcon />
          </Button>
        </header>
        <CalendarGrid className="calendar-grid">
          <CalendarGridHeader>{(day) => <CalendarHeaderCell>{day}</CalendarHeaderCell>}</CalendarGridHeader>
          <CalendarGridBody>{(date) => <CalendarCell date={date} className="calendar-cell" />}</CalendarGridBody>
        </CalendarGrid>
      </RangeCalendar>
    </section>
  );
}
