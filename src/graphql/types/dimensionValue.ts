import { Arg, Field, ObjectType } from 'type-graphql';
import { valueLabel } from '../../model/words/valueLabel';
import type { Dimension } from '../../model/registry';
import type { Locale } from '../../time/locale';
import { LocaleScalar } from './scalars';

@ObjectType('MetricDimensionValue', { description: 'A value of a dimension.' })
export class DimensionValueType {
  @Field(() => String, {
    nullable: true,
    description: 'The value in groups and filters. Null means that the value is missing.',
  })
  readonly value: string | null;

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
