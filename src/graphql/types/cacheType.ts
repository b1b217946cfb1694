import { Field, Int, ObjectType } from 'type-graphql';
import type { BypassReason, CacheMeta } from '../../answer/answer';
import { registerDescribed } from './enums';

const CacheStatus: { readonly [S in CacheMeta['status']]: S } = { HIT: 'HIT', MISS: 'MISS', BYPASS: 'BYPASS' };
registerDescribed(CacheStatus, 'CacheStatus', 'Whether an answer was kept from an earlier question.', {
  HIT: 'It was kept: nothing has changed since, or it is young enough.',
  MISS: 'It was computed for this question, and may be used again.',
  BYPASS: 'It was computed for this question, and no kept answer could be used. `reason` says why.',
});

const CacheBypassReason: { readonly [R in BypassReason]: R } = {
  NOT_RUN: 'NOT_RUN',
  NOT_KEPT: 'NOT_KEPT',
  UNKNOWN_STATE: 'UNKNOWN_STATE',
  OTHER_SOURCES: 'OTHER_SOURCES',
};
registerDescribed(CacheBypassReason, 'CacheBypassReason', 'Why no kept answer could be used.', {
  NOT_RUN: 'The query was not run.',
  NOT_KEPT: 'The server keeps no answers, or none of this kind.',
  UNKNOWN_STATE: 'The database does not show whether its data has changed.',
  OTHER_SOURCES:
    'A definition reads something besides tables, such as the clock. So equal data does not prove an equal answer.',
});

@ObjectType({ description: 'Whether an answer was kept from an earlier question, and how old it may be.' })
export class MetricCache {
  @Field(() => CacheStatus, { description: 'Whether the answer was kept.' })
  status!: CacheMeta['status'];

  @Field(() => CacheBypassReason, {
    nullable: true,
    description: 'Why no kept answer could be used. Null unless `status` is BYPASS.',
  })
  reason!: BypassReason | null;

  @Field(() => Int, {
    description:
      'How many milliseconds older than the data the answer may be, at most `limits { maxAgeMs }`. 0: it is not older.',
  })
  maxAgeMs!: number;
}
