import { Arg, Field, ObjectType } from 'type-graphql';
import { NO_VALUE_LABEL } from '../../model/words/language';
import type { Dimension } from '../../model/registry';
import type { Say } from './language';
import { LocaleScalar } from './scalars';

@ObjectType('MetricDimensionValue', { description: 'A value of a dimension.' })
export class DimensionValueType {
  @Field(() => String, { nullable: true, description: 'As it is grouped and filtered by; null is no value.' })
  readonly value: string | null;

  constructor(
    value: string | null,
    private readonly dimension: Dimension,
    private readonly say: Say,
  ) {
    this.value = value;
  }

  @Field(() => String, { description: 'Its name for people; the value itself where the registry gives none.' })
  label(
    @Arg('locale', () => LocaleScalar, { nullable: true, description: 'In which language.' }) locale?: string,
  ): string {
    if (this.value === null) return this.say(NO_VALUE_LABEL, locale);
    const words = this.dimension.values.get(this.value);
    return words === undefined ? this.value : this.say(words, locale);
  }
}
