import type { MetricRequest } from '../../query/request';
import { parseInstant } from '../../query/timePoint';
import type { CommonQuestion, TableQuestion } from '../types/question';

/** What every question says, as a request. Errors: BAD_RANGE for an `asOf` that is no instant. */
export function requestOf(question: CommonQuestion): Omit<MetricRequest, 'metrics'> {
  const { range, groupBy, timeZone, where, top, compare, asOf } = question;
  return {
    range,
    groupBy,
    timeZone: timeZone ?? null,
    where,
    top: top ?? null,
    compare: compare ?? null,
    asOf: asOf === null || asOf === undefined ? null : parseInstant(asOf, 'asOf'),
  };
}

/** What a question for a table says besides which metrics. Errors: BAD_RANGE for an `asOf` that is no instant. */
export function tableRequestOf(question: TableQuestion): Omit<MetricRequest, 'metrics'> {
  const { grain, having, fill, orderBy, limit, offset } = question;
  return {
    ...requestOf(question),
    grain: grain ?? null,
    having,
    fill,
    orderBy: orderBy ?? null,
    limit: limit ?? null,
    offset,
  };
}
