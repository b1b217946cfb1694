import type { Answer } from '../../answer/answer';
import type { MetricQuery } from '../../query/query';
import type { Style } from './style';
import type { Wording } from './wording';

/** What is needed to write an answer for people. */
export interface PrintedAnswer {
  readonly query: MetricQuery;
  readonly answer: Answer;
  readonly wording: Wording;
  readonly style: Style;
}
