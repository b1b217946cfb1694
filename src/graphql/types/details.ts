import { Arg, Field, Float, InterfaceType, ObjectType } from 'type-graphql';
import type { Cell } from '../../answer/answer';
import { formatNumber } from '../../answer/format';
import type { CellPart } from '../../query/query';
import type { Unit } from '../../model/registry';
import { MetricPart, MetricStatus } from './enums';
import { numberOf } from './number';
import { DecimalScalar, LocaleScalar } from './scalars';

/** The units of a metric's numbers. */
export interface DetailUnits {
  readonly value: Unit;
  /** The units of the two sides of a ratio; null for other kinds. */
  readonly sides: { readonly numerator: Unit; readonly denominator: Unit } | null;
}

@InterfaceType({ description: 'A number with its status, exact value and comparison.' })
export abstract class MetricDetail {
  constructor(
    protected readonly cell: Cell,
    protected readonly units: DetailUnits,
    private readonly locale: string,
  ) {}

  @Field(() => Float, { nullable: true, description: 'The number, as the nearest float.' })
  get value(): number | null {
    return numberOf(this.cell.decimal);
  }

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'The exact number. Ratios and means are rounded to 12 decimal places.',
  })
  get decimal(): string | null {
    return this.cell.decimal;
  }

  @Field(() => MetricStatus, { description: 'OK, or the reason why there is no number.' })
  get status(): string {
    return this.cell.status;
  }

  @Field({
    description: 'False if the time that the number covers is not over at `asOf`. The number may still change then.',
  })
  get complete(): boolean {
    return this.cell.complete;
  }

  @Field(() => Float, { nullable: true, description: 'The number of the comparison period. Null without `compare`.' })
  get previous(): number | null {
    return numberOf(this.cell.previous);
  }

  @Field(() => Float, {
    nullable: true,
    description: 'The relative change: 0.12 is +12 %. Null if either number is null or the previous one is 0.',
  })
  get change(): number | null {
    return numberOf(this.cell.change);
  }

  @Field(() => Float, { nullable: true, description: 'The value minus the previous number. Null if either is null.' })
  get difference(): number | null {
    return numberOf(this.cell.difference);
  }

  @Field(() => String, {
    nullable: true,
    description: 'The number as text for people: `¥12,345.60`, `8.4%`, `1,234`, `+1.2 pp`. Null if there is no number.',
  })
  formatted(
    @Arg('of', () => MetricPart, { defaultValue: MetricPart.VALUE, description: 'The number to format.' }) of: CellPart,
    @Arg('locale', () => LocaleScalar, { nullable: true, description: 'The language and number format.' })
    locale?: string | null,
  ): string | null {
    const decimal = of === MetricPart.VALUE ? this.cell.decimal : this.cell[of];
    return this.write(decimal, of, this.units.value, locale);
  }

  protected write(decimal: string | null, of: CellPart, unit: Unit, locale: string | null | undefined): string | null {
    return decimal === null ? null : formatNumber(decimal, of, unit, locale ?? this.locale);
  }
}

@ObjectType({ implements: MetricDetail, description: 'A number that adds up over groups.' })
export class MetricAdditiveDetail extends MetricDetail {
  @Field(() => Float, {
    nullable: true,
    description:
      'The number divided by the sum over all groups of the bucket that pass `where`. ' +
      'Null if that sum is 0 or there is no number.',
  })
  get share(): number | null {
    return numberOf(this.cell.share);
  }
}

@ObjectType({ implements: MetricDetail, description: 'A ratio, with its numerator and denominator.' })
export class MetricRatioDetail extends MetricDetail {
  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'The sum of the numerators. Null if the bucket has not begun or the ratio is suppressed.',
  })
  get numerator(): string | null {
    return this.cell.numerator;
  }

  @Field(() => String, {
    nullable: true,
    description: "`numerator` as text for people, in the unit of the numerator's metric.",
  })
  numeratorFormatted(
    @Arg('locale', () => LocaleScalar, { nullable: true, description: 'The language and number format.' })
    locale?: string | null,
  ): string | null {
    return this.write(this.cell.numerator, 'value', this.units.sides!.numerator, locale);
  }

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'The sum of the denominators. Null if the bucket has not begun or the ratio is suppressed.',
  })
  get denominator(): string | null {
    return this.cell.denominator;
  }

  @Field(() => String, {
    nullable: true,
    description: "`denominator` as text for people, in the unit of the denominator's metric.",
  })
  denominatorFormatted(
    @Arg('locale', () => LocaleScalar, { nullable: true, description: 'The language and number format.' })
    locale?: string | null,
  ): string | null {
    return this.write(this.cell.denominator, 'value', this.units.sides!.denominator, locale);
  }
}

@ObjectType({
  implements: MetricDetail,
  description: 'A number that does not add up over groups: a user can be in several groups, and a mean is not a sum.',
})
export class MetricPlainDetail extends MetricDetail {}

/** The class of one of the detail types above. */
export type DetailType = new (...args: ConstructorParameters<typeof MetricDetail>) => MetricDetail;
