import { Arg, Ctx, Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { checkValuesQuery } from '../../../query/valuesQuery';
import type { Dimension, Registry } from '../../../model/registry';
import type { GraphqlContext } from '../../context';
import { DimensionValueType } from '../dimensionValue';
import { KEY, LIMITED, listOfMost } from '../directives';
import { LocaleScalar } from '../scalars';
import type { CatalogClass, CatalogSource } from './classes';

/** The class of dimensions. */
export function dimensionClass({ registry, types, say, classes }: CatalogSource): CatalogClass<Dimension> {
  const metrics = [...registry.metrics.values()];
  const dimensions = [...registry.dimensions.values()];
  const ofDimension = listOfMost(dimensions, ({ key }) => metrics.filter((one) => one.dimensions.includes(key)));

  @Directive(KEY)
  @ObjectType('MetricDimension', { description: 'What numbers can be grouped and filtered by.' })
  class DimensionType {
    constructor(
      private readonly visible: Registry,
      private readonly dimension: Dimension,
    ) {}

    @Field(() => ID, { description: '`dimension:` and the key.' })
    get id(): string {
      return `dimension:${this.dimension.key}`;
    }

    @Field(() => types.MetricDimensionKey, { description: 'The name it has everywhere.' })
    get key(): string {
      return this.dimension.key;
    }

    @Field(() => String, { description: 'Its name for people.' })
    label(
      @Arg('locale', () => LocaleScalar, { nullable: true, description: 'In which language.' }) locale?: string,
    ): string {
      return say(this.dimension.label, locale);
    }

    @Field(() => String, { description: 'What it says; its name where the registry gives no more words.' })
    description(
      @Arg('locale', () => LocaleScalar, { nullable: true, description: 'In which language.' }) locale?: string,
    ): string {
      return say(this.dimension.description ?? this.dimension.label, locale);
    }

    @Directive(ofDimension)
    @Field(() => [classes.Metric], { description: 'The metrics that can be asked by it.' })
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
      description: 'Its values as they stand in its own table, in order. Null if the database cannot tell now.',
    })
    async values(
      @Arg('search', () => String, {
        nullable: true,
        description: 'Those that hold it, or whose name in any language does; in any case.',
      })
      search: string | null | undefined,
      @Arg('limit', () => Int, { defaultValue: 50, description: 'At most so many.' }) limit: number,
      @Ctx() context: GraphqlContext,
    ): Promise<DimensionValueType[]> {
      const { dimension } = this;
      const query = checkValuesQuery(registry, dimension, { search: search ?? null, limit }, context.view.policy);
      const values = await context.values.load(query);
      return values.map((value) => new DimensionValueType(value, dimension, say));
    }
  }
  return DimensionType;
}
