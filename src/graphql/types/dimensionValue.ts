import { Arg, Field, ObjectType } from 'type-graphql';
import { valueLabel } from '../../model/words/valueLabel';
import type { Dimension } from '../../model/registry';
import type { Locale } from '../../time/locale';
import { boundsOf } from './dimensionTypes';
import { DecimalScalar, LocaleScalar } from './scalars';

@ObjectType('MetricDimensionValue', { description: 'A value of a dimension.' })
export class DimensionValueType {
  @Field(() => String, {
    nullable: true,
    description:
      'The value in groups. In filters too, unless it is a bin: then use `gte` and `lt`. Null means that the value is missing.',
  })
  readonly value: string | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'Of a bin: its lower bound, for a filter with `gte`. Null: it has none, or is no bin.',
  })
  get gte(): string | null {
    return boundsOf(this.dimension, this.value).gte;
  }

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'Of a bin: the bound that it ends before, for a filter with `lt`. Null: it has none, or is no bin.',
  })
  get lt(): string | null {
    return boundsOf(this.dimension, this.value).lt;
  }

  constructor(
    value: string | null,
    private readonly dimension: Dimension,
    private readonly defaultLocale: Locale,
  ) {
    this.value = value;
  }

  @Field(() => String, {
    description:
      'The name to show to people. If the registry has none: the value itself, “(empty)” for an empty text, ' +
      '“Yes” or “No” for true or false.',
  })
  label(
    @Arg('locale', () => LocaleScalar, { nullable: true, description: 'The language of the text.' }) locale?: string,
  ): string {
    return valueLabel(this.dimension, this.value, locale ?? this.defaultLocale);
  }
}
