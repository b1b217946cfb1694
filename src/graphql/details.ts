import { Arg, Field, Float, InterfaceType, ObjectType } from 'type-graphql';
import { formatNumber } from '../answer/format';
import type { Part } from '../query/query';
import type { Unit } from '../registry/registry';
import { MetricPart, MetricStatus } from './enums';
import { DecimalScalar, LocaleScalar } from './scalars';

@InterfaceType({ description: 'A number with everything known about it.' })
export abstract class MetricDetail {
  @Field(() => Float, { nullable: true, description: 'The number, as near as a float comes to it.' })
  value!: number | null;

  @Field(() => DecimalScalar, { nullable: true, description: 'Exact; ratios and means to 12 places.' })
  decimal!: string | null;

  @Field(() => MetricStatus, { description: 'Why the number is there or not.' })
  status!: string;

  @Field({
    description:
      'False where asOf cuts the buckets that the number is measured over: all but what is looked at as a bucket opens may still change.',
  })
  complete!: boolean;

  @Field(() => Float, { nullable: true, description: "The counterpart's number in `compare`; null without it." })
  previous!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Relative: 0.12 is +12 %. Null where either side is null or the previous is 0.',
  })
  change!: number | null;

  @Field(() => Float, { nullable: true, description: 'The value minus the previous one; null where either is.' })
  difference!: number | null;

  /** Not published: what `formatted` goes by. */
  exact!: Readonly<Record<Part, string | null>>;
  unit!: Unit;
  locale!: string;

  @Field(() => String, {
    nullable: true,
    description: 'For people: `¥12,345.60`, `8.4%`, `1,234`, `+1.2 pp`; null where there is no number.',
  })
  formatted(
    @Arg('of', () => MetricPart, { defaultValue: MetricPart.VALUE, description: 'What of it.' }) of: Part,
    @Arg('locale', () => LocaleScalar, { nullable: true, description: 'In which language.' }) locale?: string | null,
  ): string | null {
    const decimal = this.exact[of];
    return decimal === null ? null : formatNumber(decimal, of, this.unit, locale ?? this.locale);
  }
}

@ObjectType({ implements: MetricDetail, description: 'Adds up over groups.' })
export class MetricAdditiveDetail extends MetricDetail {
  @Field(() => Float, {
    nullable: true,
    description: "Part of the bucket's total over all groups that pass `where`; null where that is 0.",
  })
  share!: number | null;
}

@ObjectType({ implements: MetricDetail, description: 'A quotient, with both of its sides.' })
export class MetricRatioDetail extends MetricDetail {
  @Field(() => DecimalScalar, { nullable: true, description: 'Sum of numerators; null where nothing has begun.' })
  numerator!: string | null;

  @Field(() => DecimalScalar, { nullable: true, description: 'Sum of denominators; null where nothing has begun.' })
  denominator!: string | null;
}

@ObjectType({
  implements: MetricDetail,
  description: 'Does not add up over groups: one user can be in several, and a mean is no sum.',
})
export class MetricPlainDetail extends MetricDetail {}
