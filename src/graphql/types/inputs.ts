import { Field, ID, InputType, Int } from 'type-graphql';
import { MetricGrain } from './enums';
import { DateScalar, DecimalScalar, TimePointScalar } from './scalars';
import type { Grain } from '../../time/grain';

@InputType({
  description:
    'Either `from` with `to` or `through`, or `last` with `unit`. A grain widens the range to whole buckets.',
})
export class MetricTimeRange {
  @Field(() => TimePointScalar, { nullable: true, description: 'The first moment of the range.' })
  from?: string | null;

  @Field(() => TimePointScalar, { nullable: true, description: 'The end of the range: the first moment after it.' })
  to?: string | null;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'The last date of the range: from 2026-10-01 through 2026-10-31 is October.',
  })
  through?: string | null;

  @Field(() => Int, {
    nullable: true,
    description: 'The number of whole units before the current one. 0 with `includeCurrent` is the current unit alone.',
  })
  last?: number | null;

  @Field(() => MetricGrain, { nullable: true, description: 'The unit of `last`.' })
  unit?: Grain | null;

  @Field(() => Boolean, {
    defaultValue: false,
    description:
      'With `last`: adds the current unit. If the grain is finer than the unit, ' +
      'the range ends with the current bucket of that grain; otherwise with the unit.',
  })
  includeCurrent?: boolean;
}

@InputType({
  description:
    'Conditions on text. All must hold (AND). ' +
    'Null is different from every value, so `ne` and `notIn` keep rows with null.',
})
export class MetricStringFilter {
  @Field(() => String, { nullable: true, description: 'Is equal to this.' })
  eq?: string | null;

  @Field(() => String, { nullable: true, description: 'Is not equal to this, or is null.' })
  ne?: string | null;

  @Field(() => [String], { nullable: true, description: 'Is one of these. An empty list matches nothing.' })
  in?: string[] | null;

  @Field(() => [String], {
    nullable: true,
    description: 'Is none of these, or is null. An empty list matches everything.',
  })
  notIn?: string[] | null;

  @Field(() => String, { nullable: true, description: 'Contains this text. There are no wildcards.' })
  contains?: string | null;

  @Field(() => String, { nullable: true, description: 'Starts with this text. There are no wildcards.' })
  startsWith?: string | null;

  @Field(() => String, { nullable: true, description: 'Ends with this text. There are no wildcards.' })
  endsWith?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Whether all of these conditions take capital and small letters for the same. Default: case-sensitive.',
  })
  ignoreCase?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'Is null (true), or is not null (false).' })
  isNull?: boolean | null;
}

@InputType({
  description:
    'Conditions on ids. All must hold (AND). ' +
    'Null is different from every value, so `ne` and `notIn` keep rows with null.',
})
export class MetricIdFilter {
  @Field(() => ID, { nullable: true, description: 'Is equal to this.' })
  eq?: string | null;

  @Field(() => ID, { nullable: true, description: 'Is not equal to this, or is null.' })
  ne?: string | null;

  @Field(() => [ID], { nullable: true, description: 'Is one of these. An empty list matches nothing.' })
  in?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Is none of these, or is null. An empty list matches everything.' })
  notIn?: string[] | null;

  @Field(() => Boolean, { nullable: true, description: 'Is null (true), or is not null (false).' })
  isNull?: boolean | null;
}

@InputType({
  description:
    'Conditions on true and false. All must hold (AND). ' +
    'Null is different from both, so `ne` keeps rows with null.',
})
export class MetricBooleanFilter {
  @Field(() => Boolean, { nullable: true, description: 'Is equal to this.' })
  eq?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'Is not equal to this, or is null.' })
  ne?: boolean | null;

  @Field(() => [Boolean], { nullable: true, description: 'Is one of these. An empty list matches nothing.' })
  in?: boolean[] | null;

  @Field(() => [Boolean], {
    nullable: true,
    description: 'Is none of these, or is null. An empty list matches everything.',
  })
  notIn?: boolean[] | null;

  @Field(() => Boolean, { nullable: true, description: 'Is null (true), or is not null (false).' })
  isNull?: boolean | null;
}

@InputType({
  description:
    'Conditions on the number of a row, also if its dimension has bins. All must hold (AND). ' +
    'Null is different from every number, so `ne` and `notIn` keep rows with null.',
})
export class MetricDecimalFilter {
  @Field(() => DecimalScalar, { nullable: true, description: 'Is equal to this.' })
  eq?: string | null;

  @Field(() => DecimalScalar, { nullable: true, description: 'Is not equal to this, or is null.' })
  ne?: string | null;

  @Field(() => [DecimalScalar], { nullable: true, description: 'Is one of these. An empty list matches nothing.' })
  in?: string[] | null;

  @Field(() => [DecimalScalar], {
    nullable: true,
    description: 'Is none of these, or is null. An empty list matches everything.',
  })
  notIn?: string[] | null;

  @Field(() => DecimalScalar, { nullable: true, description: 'Is greater than this.' })
  gt?: string | null;

  @Field(() => DecimalScalar, { nullable: true, description: 'Is greater than or equal to this.' })
  gte?: string | null;

  @Field(() => DecimalScalar, { nullable: true, description: 'Is less than this.' })
  lt?: string | null;

  @Field(() => DecimalScalar, { nullable: true, description: 'Is less than or equal to this.' })
  lte?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Is null (true), or is not null (false).' })
  isNull?: boolean | null;
}

@InputType({
  description:
    'Conditions on a number. All must hold (AND). ' +
    'Null is different from every number, so `ne` keeps rows with null.',
})
export class MetricNumberFilter {
  @Field(() => DecimalScalar, { nullable: true, description: 'Is equal to this.' })
  eq?: string | null;

  @Field(() => DecimalScalar, { nullable: true, description: 'Is not equal to this, or is null.' })
  ne?: string | null;

  @Field(() => DecimalScalar, { nullable: true, description: 'Is greater than this.' })
  gt?: string | null;

  @Field(() => DecimalScalar, { nullable: true, description: 'Is greater than or equal to this.' })
  gte?: string | null;

  @Field(() => DecimalScalar, { nullable: true, description: 'Is less than this.' })
  lt?: string | null;

  @Field(() => DecimalScalar, { nullable: true, description: 'Is less than or equal to this.' })
  lte?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Is null (true), or is not null (false).' })
  isNull?: boolean | null;
}

@InputType({ description: 'The comparison period: either `previousPeriod: true`, or `shift` with `unit`.' })
export class MetricComparison {
  @Field(() => Boolean, {
    nullable: true,
    description: 'Compares with the period of the same length right before the range.',
  })
  previousPeriod?: boolean | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'Moves the range back by this many units: `shift: 1, unit: YEAR` is a year ago. ' +
      'If a bucket does not move onto a bucket, the error is BAD_COMPARISON.',
  })
  shift?: number | null;

  @Field(() => MetricGrain, { nullable: true, description: 'The unit of `shift`.' })
  unit?: Grain | null;
}
