import { useMemo } from 'react';
import type { Words } from '../../words/en';
import { useLanguage } from '../../words/words';
import type { Reason } from './state/facts';
import type { Note } from './state/fit';
import type { Comparison, ExploreRange } from './state/state';

export interface ExploreTexts {
  range(range: ExploreRange, timeZone: string): string;
  compare(compare: Comparison | null): string;
  reason(reason: Reason): string;
  note(note: Note): string;
}

/** The parts of a question in words. */
export function useExploreTexts(): ExploreTexts {
  const { words, language } = useLanguage();
  return useMemo(() => {
    const reason = (one: Reason) => reasonText(one, words, language);
    return {
      range: (range, timeZone) => rangeText(range, timeZone, words, language),
      compare: (compare) => compareText(compare, words),
      reason,
      note: (note) => noteText(note, words, reason),
    };
  }, [words, language]);
}

function rangeText(range: ExploreRange, timeZone: string, { explore }: Words, language: string): string {
  if (range.kind === 'last') {
    const { count, unit, isRunning } = range;
    if (count === 0) return explore.range.current(unit);
    const text = explore.range.last(count, unit);
    return isRunning ? explore.range.andCurrent(text, unit) : text;
  }
  const isOfDates = range.kind === 'dates';
  // Instants come from a marked part of a few days, so the year would only take place.
  const format = new Intl.DateTimeFormat(
    language,
    isOfDates
      ? { timeZone: 'UTC', dateStyle: 'medium' }
      : { timeZone, month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit' },
  );
  const [from, to] = isOfDates ? [range.from, range.through] : [range.from, range.to];
  return format.formatRange(new Date(from), new Date(to));
}

function compareText(compare: Comparison | null, words: Words): string {
  if (compare === null) return words.compare.none;
  if (compare.kind === 'previous') return words.compare.previousPeriod;
  if (compare.shift === 1 && compare.unit === 'YEAR') return words.compare.previousYear;
  return words.explore.compare.back(compare.shift, compare.unit);
}

function reasonText(one: Reason, { explore: { reason, filter }, grain }: Words, language: string): string {
  const number = (value: number) => value.toLocaleString(language);
  switch (one.kind) {
    case 'tooManyMetrics':
      return reason.tooManyMetrics(one.max);
    case 'metricLacks':
      return reason.metricLacks(one.dimension);
    case 'lackedBy':
      return reason.lackedBy(new Intl.ListFormat(language).format(one.metrics));
    case 'finerThan':
      return reason.finerThan(one.metric, grain[one.grain].toLowerCase());
    case 'tooManyBuckets':
      return reason.tooManyBuckets(number(one.count), number(one.max));
    case 'shareOfSeveral':
      return reason.shareOfSeveral;
    case 'needsGroup':
      return reason.needsGroup;
    case 'doesNotAddUp':
      return reason.doesNotAddUp(one.metric);
    case 'stackOfSeveral':
      return reason.stackOfSeveral;
    case 'areaOfSeveral':
      return reason.areaOfSeveral;
    case 'shiftBreaksBuckets':
      return reason.shiftBreaksBuckets(grain[one.grain].toLowerCase());
    case 'operator':
      return reason.operator(filter.operators[one.operator]);
  }
}

function noteText(one: Note, words: Words, reason: (one: Reason) => string): string {
  const { note, pictures } = words.explore;
  switch (one.kind) {
    case 'unreadable':
      return note.unreadable(one.text);
    case 'unknownMetric':
      return note.unknownMetric(one.key);
    case 'unknownDimension':
      return note.unknownDimension(one.key);
    case 'doesNotFit': {
      const names: Readonly<Record<string, string>> = { ...words.grain, ...pictures, compare: words.compare.label };
      return note.doesNotFit(names[one.what] ?? one.what, reason(one.reason));
    }
  }
}
