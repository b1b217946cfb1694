import type { MetricGrain } from '../../../questions/documents';
import { formatFilter, parseFilters, YES } from './filterText';
import { formatComparison, formatRange, parseComparison, parseRange } from './rangeText';
import { DEFAULT_STATE, type ExplorePicture, type ExploreState, type Sort } from './state';

/** A state, and the parameters of its address that say nothing, as `name=value`. */
export interface ReadState {
  readonly state: ExploreState;
  readonly ignored: readonly string[];
}

const GRAINS: readonly MetricGrain[] = ['HOUR', 'DAY', 'WEEK', 'MONTH', 'QUARTER', 'YEAR'];
const PICTURES: readonly ExplorePicture[] = ['LINE', 'AREA', 'BARS', 'STACKED', 'SHARE', 'TABLE'];
const NO = 'no';
export const MAX_TOP = 1000;

/** Reads an address. Any address has a state: what says nothing is ignored, and listed. */
export function parseAddress(parameters: URLSearchParams): ReadState {
  const ignored: string[] = [];
  /** The value of a parameter as `read` returns it; the default if there is none or it is wrong. */
  const get = <T>(name: string, otherwise: T, read: (text: string) => T | null): T => {
    const text = parameters.get(name);
    if (text === null) return otherwise;
    const value = read(text);
    if (value !== null) return value;
    ignored.push(`${name}=${text}`);
    return otherwise;
  };
  const isRunning = get('running', false, readFlag);
  const { filters, ignored: ignoredFilters } = parseFilters(parameters);
  const state: ExploreState = {
    metrics: get<readonly string[] | null>('metrics', null, readList),
    groupBy: get('by', DEFAULT_STATE.groupBy, readList),
    range: get('range', { ...DEFAULT_STATE.range, ...(isRunning && { isRunning }) }, (text) =>
      parseRange(text, isRunning),
    ),
    grain: get<MetricGrain | null>('grain', null, (text) => oneOf(GRAINS, text)),
    timeZone: get<string | null>('zone', null, readZone),
    filters,
    compare: get<ExploreState['compare']>('compare', null, parseComparison),
    top: get('top', DEFAULT_STATE.top, readTop),
    hasOthers: get('others', true, readFlag),
    rankBy: get<string | null>('rank', null, (text) => (text === '' ? null : text)),
    picture: get('picture', DEFAULT_STATE.picture, (text) => oneOf(PICTURES, text)),
    sort: get('sort', DEFAULT_STATE.sort, readSort),
  };
  return { state, ignored: [...ignored, ...ignoredFilters] };
}

/** Returns the shortest parameters that `parseAddress` reads as this state. */
export function formatAddress(state: ExploreState): URLSearchParams {
  const { metrics, groupBy, range, grain, timeZone, filters, compare, top, hasOthers, rankBy, picture, sort } = state;
  const rangeText = formatRange(range);
  const isRunning = range.kind === 'last' && range.isRunning;
  const sortText = `${sort.column}${sort.isDescending ? '.down' : ''}`;
  const parts: readonly (readonly [string, string, boolean])[] = [
    ['metrics', (metrics ?? []).join(','), metrics !== null],
    ['by', groupBy.join(','), groupBy.length > 0],
    ['range', rangeText, rangeText !== formatRange(DEFAULT_STATE.range)],
    ['running', YES, isRunning],
    ['grain', (grain ?? '').toLowerCase(), grain !== null],
    ['zone', timeZone ?? '', timeZone !== null],
    ['compare', compare === null ? '' : formatComparison(compare), compare !== null],
    ['top', String(top), top !== DEFAULT_STATE.top],
    ['others', NO, !hasOthers],
    ['rank', rankBy ?? '', rankBy !== null],
    ['picture', picture.toLowerCase(), picture !== DEFAULT_STATE.picture],
    ['sort', sortText, sortText !== 'time'],
  ];
  const written = parts.filter(([, , isWritten]) => isWritten).map(([name, value]) => [name, value]);
  return new URLSearchParams([...written, ...filters.flatMap((filter) => formatFilter(filter).map((one) => [...one]))]);
}

/** Returns the address of a state within the console. Commas, colons and slashes stay readable. */
export function addressOfState(state: ExploreState): string {
  const query = formatAddress(state).toString().replaceAll('%2C', ',').replaceAll('%3A', ':').replaceAll('%2F', '/');
  return query === '' ? '/explore' : `/explore?${query}`;
}

function readList(text: string): readonly string[] {
  return [...new Set(text.split(',').filter((one) => one !== ''))];
}

function readFlag(text: string): boolean | null {
  return text === YES ? true : text === NO ? false : null;
}

/** The value of a list that is the text in capitals. */
function oneOf<T extends string>(all: readonly T[], text: string): T | null {
  return all.find((one) => one === text.toUpperCase()) ?? null;
}

function readTop(text: string): number | 'all' | null {
  if (text === 'all') return text;
  const n = Number(text);
  return Number.isInteger(n) && n >= 1 && n <= MAX_TOP ? n : null;
}

function readZone(text: string): string | null {
  try {
    new Intl.DateTimeFormat('en', { timeZone: text });
    // An offset is no zone, because it has no clock changes.
    return /^[+-]/.test(text) ? null : text;
  } catch {
    return null;
  }
}

function readSort(text: string): Sort | null {
  const [, column, down] = /^(time|\d{1,4})(\.down)?$/.exec(text) ?? [];
  if (column === undefined) return null;
  return { column: column === 'time' ? 'time' : Number(column), isDescending: down !== undefined };
}
