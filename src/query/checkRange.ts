import { gatewayError } from '../errors';
import { isPresent } from './isPresent';
import type { TimeRange } from './query';
import type { RangeRequest } from './request';
import { parseDate, parseTimePoint } from './timePoint';

const FORMS = 'Give `from` with `to` or `through`, or `last` with `unit`.';

/**
 * The one form of range that a request uses. Errors: BAD_RANGE if it uses none, half of one, or
 * two; RANGE_TOO_LARGE for more units than there may be buckets.
 */
export function checkRange(request: RangeRequest, maxBuckets: number): TimeRange {
  const { from, to, through, last, unit, includeCurrent } = request;
  const refuse = (problem: string, hint: string = FORMS) => gatewayError('BAD_RANGE', { problem, hint });
  const named = (Object.keys(request) as (keyof RangeRequest)[]).filter((key) => isPresent(request[key]));
  const absolute = named.filter((key) => key === 'from' || key === 'to' || key === 'through');
  const relative = named.filter((key) => key === 'last' || key === 'unit');
  if (absolute.length > 0 && relative.length > 0) {
    throw refuse(`The range is given in two ways at once: ${[...absolute, ...relative].join(', ')}.`);
  }
  if (absolute.length + relative.length === 0) throw refuse('The range is empty: it has neither `from` nor `last`.');
  if (absolute.length > 0) {
    if (includeCurrent === true) throw refuse('`includeCurrent` goes with `last`, not with `from`.');
    if (!isPresent(from)) throw refuse('The range has an end but no start: `from` is missing.');
    if (isPresent(to) && isPresent(through)) throw refuse('The range has two ends: `to` and `through`.');
    const start = parseTimePoint(from, 'range.from');
    if (isPresent(to)) return { kind: 'to', from: start, to: parseTimePoint(to, 'range.to') };
    if (isPresent(through)) return { kind: 'through', from: start, through: parseDate(through, 'range.through') };
    throw refuse(
      'The range has no end.',
      'Add `to` (the first moment that is out) or `through` (the last date that is in).',
    );
  }
  if (!isPresent(last)) throw refuse('`unit` is given without `last`.');
  if (!isPresent(unit)) throw refuse('`last` is given without `unit`.');
  if (!Number.isInteger(last) || last < 0) throw refuse(`\`last\` is ${last}; it counts whole units, 0 or more.`);
  if (last === 0 && includeCurrent !== true) {
    throw refuse('The range is empty: `last` is 0.', 'Add `includeCurrent: true` for the running one alone.');
  }
  if (last > maxBuckets) {
    throw gatewayError('RANGE_TOO_LARGE', { buckets: last, grain: unit, max: maxBuckets, metric: null });
  }
  return { kind: 'last', last, unit, includeCurrent: includeCurrent === true };
}
