import { Arg, Field, ObjectType } from 'type-graphql';
import { EMPTY_TEXT_LABEL, NO_VALUE_LABEL } from '../../model/words/language';
import type { Dimension } from '../../model/registry';
import type { Say } from './language';
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
    private readonly say: Say,
  ) {
    this.value = value;
  }

  @Field(() => String, {
    description:
      'The name to show to people. If the registry has none: the value itself, or “(empty)” for an empty text.',
  })
  label(
    @Arg('locale', () => LocaleScalar, { nullable: true, description: 'The language of the text.' }) locale?: string,
  ): string {
    if (this.value === null) return this.say(NO_VALUE_LABEL, locale);
    const words = this.dimension.values.get(this.value);
    if (words !== undefined) return this.say(words, locale);
    return this.value === '' ? this.say(EMPTY_TEXT_LABEL, locale) : this.value;
  }
}
