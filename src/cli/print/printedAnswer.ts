import type { Answer } from '../../answer/answer';
import type { MetricQuery } from '../../query/query';
import type { Style } from './style';
import type { Wording } from './wording';

/** An answer with everything that printing it for people needs. */
export interface PrintedAnswer {
  readonly query: MetricQuery;
  readonly answer: Answer;
  readonly wording: Wording;
  readonly style: Style;
}
