import { Field, ID, InputType, Int } from 'type-graphql';
import { MetricGrain } from './enums';
import { DateScalar, DecimalScalar, TimePointScalar } from './scalars';
import type { Grain } from '../../time/grain';

@InputType({
  description:
    'Either `from` with `to` or `through`, or `last` and `unit`. Names whole buckets: widened outward to them.',
})
export class MetricTimeRange {
  @Field(() => TimePointScalar, { nullable: true, description: 'First moment that is in.' })
  from?: string | null;

  @Field(() => TimePointScalar, { nullable: true, description: 'First moment that is out.' })
  to?: string | null;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'Last date that is in: from 2026-10-01 through 2026-10-31 is October.',
  })
  through?: string | null;

  @Field(() => Int, {
    nullable: true,
    description: 'The last n whole units before the running one; 0 with `includeCurrent` is the running one alone.',
  })
  last?: number | null;

  @Field(() => MetricGrain, { nullable: true, description: 'What `last` counts.' })
  unit?: Grain | null;

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'With `last`: also the running one, up to the end of its running bucket.',
  })
  includeCurrent?: boolean;
}

@InputType({ description: 'Conditions on text, ANDed. Null equals no value: `ne` and `notIn` keep it.' })
export class MetricStringFilter {
  @Field(() => String, { nullable: true, description: 'Is it.' })
  eq?: string | null;

  @Field(() => String, { nullable: true, description: 'Is not it, or is null.' })
  ne?: string | null;

  @Field(() => [String], { nullable: true, description: 'Is one of them; nothing is one of none.' })
  in?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'Is none of them, or is null.' })
  notIn?: string[] | null;

  @Field(() => String, { nullable: true, description: 'Has it in it, to the letter and case.' })
  contains?: string | null;

  @Field(() => String, { nullable: true, description: 'Begins with it, to the letter and case.' })
  startsWith?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Is missing (true) or not (false).' })
  isNull?: boolean | null;
}

@InputType({ description: 'Conditions on ids, ANDed. Null equals no value: `ne` and `notIn` keep it.' })
export class MetricIdFilter {
  @Field(() => ID, { nullable: true, description: 'Is it.' })
  eq?: string | null;

  @Field(() => ID, { nullable: true, description: 'Is not it, or is null.' })
  ne?: string | null;

  @Field(() => [ID], { nullable: true, description: 'Is one of them; nothing is one of none.' })
  in?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Is none of them, or is null.' })
  notIn?: string[] | null;

  @Field(() => Boolean, { nullable: true, description: 'Is missing (true) or not (false).' })
  isNull?: boolean | null;
}

@InputType({ description: 'Conditions on a number, ANDed. Null equals no number: `ne` keeps it.' })
export class MetricNumberFilter {
  @Field(() => DecimalScalar, { nullable: true, description: 'Is it.' })
  eq?: string | null;

  @Field(() => DecimalScalar, { nullable: true, description: 'Is not it, or is null.' })
  ne?: string | null;

  @Field(() => DecimalScalar, { nullable: true, description: 'Is more.' })
  gt?: string | null;

  @Field(() => DecimalScalar, { nullable: true, description: 'Is as much, or more.' })
  gte?: string | null;

  @Field(() => DecimalScalar, { nullable: true, description: 'Is less.' })
  lt?: string | null;

  @Field(() => DecimalScalar, { nullable: true, description: 'Is as much, or less.' })
  lte?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Is missing (true) or not (false).' })
  isNull?: boolean | null;
}

@InputType({ description: 'Another period to compare with. Either `previousPeriod: true` or `shift` and `unit`.' })
export class MetricComparison {
  @Field(() => Boolean, { nullable: true, description: 'With as much time right before.' })
  previousPeriod?: boolean | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'With so many units before: a year ago is `shift: 1, unit: YEAR`. Buckets must land on buckets, else BAD_COMPARISON.',
  })
  shift?: number | null;

  @Field(() => MetricGrain, { nullable: true, description: 'What `shift` counts.' })
  unit?: Grain | null;
}
