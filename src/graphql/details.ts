import { Field, Float, InterfaceType, ObjectType } from 'type-graphql';
import { MetricStatus } from './enums';
import { DecimalScalar } from './scalars';

@InterfaceType({ description: 'A number with everything known about it.' })
export abstract class MetricDetail {
  @Field(() => Float, { nullable: true, description: 'The number, as near as a float comes to it.' })
  value!: number | null;

  @Field(() => DecimalScalar, { nullable: true, description: 'Exact; ratios and means to 12 places.' })
  decimal!: string | null;

  @Field(() => MetricStatus, { description: 'Why the number is there or not.' })
  status!: string;

  @Field({ description: 'False where asOf cuts what the number is measured over: it may still change.' })
  complete!: boolean;
}

@ObjectType({ implements: MetricDetail, description: 'Adds up over groups.' })
export class MetricAdditiveDetail extends MetricDetail {}

@ObjectType({ implements: MetricDetail, description: 'A quotient, with both of its sides.' })
export class MetricRatioDetail extends MetricDetail {
  @Field(() => DecimalScalar, { nullable: true, description: 'Sum of numerators; null where nothing has begun.' })
  numerator!: string | null;

  @Field(() => DecimalScalar, { nullable: true, description: 'Sum of denominators; null where nothing has begun.' })
  denominator!: string | null;
}

@ObjectType({ implements: MetricDetail, description: 'Does not add up over groups: one user can be in several.' })
export class MetricPlainDetail extends MetricDetail {}
