import { Arg, Field, Float, InterfaceType, ObjectType } from 'type-graphql';
import type { Cell } from '../../answer/answer';
import { formatNumber } from '../../answer/format';
import type { CellPart } from '../../query/query';
import type { Unit } from '../../model/registry';
import { MetricPart, MetricStatus } from './enums';
import { numberOf } from './number';
import { DecimalScalar, LocaleScalar } from './scalars';

@InterfaceType({ description: 'A number with everything known about it.' })
export abstract class MetricDetail {
  constructor(
    protected readonly cell: Cell,
    private readonly unit: Unit,
    private readonly locale: string,
  ) {}

  @Field(() => Float, { nullable: true, description: 'The number, as near as a float comes to it.' })
  get value(): number | null {
    return numberOf(this.cell.decimal);
  }

  @Field(() => DecimalScalar, { nullable: true, description: 'Exact; ratios and means to 12 places.' })
  get decimal(): string | null {
    return this.cell.decimal;
  }

  @Field(() => MetricStatus, { description: 'Why the number is there or not.' })
  get status(): string {
    return this.cell.status;
  }

  @Field({
    description:
      'False where asOf cuts the buckets that the number is measured over: all but what is looked at as a bucket opens may still change.',
  })
  get complete(): boolean {
    return this.cell.complete;
  }

  @Field(() => Float, { nullable: true, description: "The counterpart's number in `compare`; null without it." })
  get previous(): number | null {
    return numberOf(this.cell.previous);
  }

  @Field(() => Float, {
    nullable: true,
    description: 'Relative: 0.12 is +12 %. Null where either side is null or the previous is 0.',
  })
  get change(): number | null {
    return numberOf(this.cell.change);
  }

  @Field(() => Float, { nullable: true, description: 'The value minus the previous one; null where either is.' })
  get difference(): number | null {
    return numberOf(this.cell.difference);
  }

  @Field(() => String, {
    nullable: true,
    description: 'For people: `¥12,345.60`, `8.4%`, `1,234`, `+1.2 pp`; null where there is no number.',
  })
  formatted(
    @Arg('of', () => MetricPart, { defaultValue: MetricPart.VALUE, description: 'What of it.' }) of: CellPart,
    @Arg('locale', () => LocaleScalar, { nullable: true, description: 'In which language.' }) locale?: string | null,
  ): string | null {
    const decimal = of === MetricPart.VALUE ? this.cell.decimal : this.cell[of];
    return decimal === null ? null : formatNumber(decimal, of, this.unit, locale ?? this.locale);
  }
}

@ObjectType({ implements: MetricDetail, description: 'Adds up over groups.' })
export class MetricAdditiveDetail extends MetricDetail {
  @Field(() => Float, {
    nullable: true,
    description: "Part of the bucket's total over all groups that pass `where`; null where that is 0.",
  })
  get share(): number | null {
    return numberOf(this.cell.share);
  }
}

@ObjectType({ implements: MetricDetail, description: 'A quotient, with both of its sides.' })
export class MetricRatioDetail extends MetricDetail {
  @Field(() => DecimalScalar, { nullable: true, description: 'Sum of numerators; null where nothing has begun.' })
  get numerator(): string | null {
    return this.cell.numerator;
  }

  @Field(() => DecimalScalar, { nullable: true, description: 'Sum of denominators; null where nothing has begun.' })
  get denominator(): string | null {
    return this.cell.denominator;
  }
}

@ObjectType({
  implements: MetricDetail,
  description: 'Does not add up over groups: one user can be in several, and a mean is no sum.',
})
export class MetricPlainDetail extends MetricDetail {}

/** One of the types of details. */
export type DetailType = new (...args: ConstructorParameters<typeof MetricDetail>) => MetricDetail;
