import { Arg, Ctx, Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { checkValuesQuery } from '../../../query/valuesQuery';
import type { Dimension, Registry } from '../../../model/registry';
import type { GraphqlContext } from '../../context';
import { DimensionValueType } from '../dimensionValue';
import { KEY, LIMITED, listOfMost } from '../directives';
import { MetricDimensionType } from '../enums';
import { LocaleScalar } from '../scalars';
import type { CatalogClass, CatalogSource } from './classes';

/** The class of dimensions. */
export function dimensionClass({ registry, types, say, classes }: CatalogSource): CatalogClass<Dimension> {
  const metrics = [...registry.metrics.values()];
  const dimensions = [...registry.dimensions.values()];
  const ofDimension = listOfMost(dimensions, ({ key }) => metrics.filter((one) => one.dimensions.includes(key)));

  @Directive(KEY)
  @ObjectType('MetricDimension', { description: 'An attribute that can group and filter metrics.' })
  class DimensionType {
    constructor(
      private readonly visible: Registry,
      private readonly dimension: Dimension,
    ) {}

    @Field(() => ID, { description: 'A unique id: `dimension:`, followed by the key.' })
    get id(): string {
      return `dimension:${this.dimension.key}`;
    }

    @Field(() => types.MetricDimensionKey, { description: 'The name of the dimension in queries and answers.' })
    get key(): string {
      return this.dimension.key;
    }

    @Field(() => MetricDimensionType, { description: 'The type of its values, and so the input of its filters.' })
    get type(): string {
      return this.dimension.form.type;
    }

    @Field(() => String, { description: 'The name to show to people.' })
    label(
      @Arg('locale', () => LocaleScalar, { nullable: true, description: 'The language of the text.' }) locale?: string,
    ): string {
      return say(this.dimension.label, locale);
    }

    @Field(() => String, { description: 'The description in the registry. If it has none: the label.' })
    description(
      @Arg('locale', () => LocaleScalar, { nullable: true, description: 'The language of the text.' }) locale?: string,
    ): string {
      return say(this.dimension.description ?? this.dimension.label, locale);
    }

    @Directive(ofDimension)
    @Field(() => [classes.Metric], { description: 'The metrics that it can group and filter.' })
    get metrics(): object[] {
      const { visible, dimension } = this;
      const all = [...visible.metrics.values()];
      return all
        .filter(({ dimensions }) => dimensions.includes(dimension.key))
        .map((metric) => new classes.Metric(visible, metric));
    }

    @Directive(LIMITED)
    @Field(() => [DimensionValueType], {
      nullable: true,
      description:
        "The values in the dimension's own table: in their order, null last. " +
        'Null, with an error, if the database cannot answer.',
    })
    async values(
      @Arg('search', () => String, {
        nullable: true,
        description: 'Only values that contain this text, or whose label in any language does. Ignores case.',
      })
      search: string | null | undefined,
      @Arg('limit', () => Int, { defaultValue: 50, description: 'The maximum number of values.' }) limit: number,
      @Ctx() context: GraphqlContext,
    ): Promise<DimensionValueType[]> {
      const { dimension } = this;
      const query = checkValuesQuery(registry, dimension, { search: search ?? null, limit }, context.view.policy);
      const values = await context.values.load(query);
      return values.map((value) => new DimensionValueType(value, dimension, registry.locale));
    }
  }
  return DimensionType;
}
