import { Arg, Ctx, Directive, Field, ID, Int, ObjectType, type ClassType } from 'type-graphql';
import { unknownName } from '../../query/unknownName';
import { checkValuesQuery } from '../../query/valuesQuery';
import { denominatorWords, filtersOf, formula, numeratorWords, sources } from '../../model/words/describe';
import type { Dimension, Limits, Metric, MetricGroup, Registry } from '../../model/registry';
import { isFound } from '../../model/words/search';
import { grainsFrom } from '../../time/grain';
import type { GraphqlContext } from '../context';
import { DimensionValueType } from './dimensionValue';
import { KEY, LIMITED, listOf, listOfMost } from './directives';
import { MetricOverTime, MetricGrain, MetricKind } from './enums';
import type { GeneratedTypes } from './generated';
import { catalogKind } from './catalogKind';
import { sayFor } from './language';
import { LimitsType } from './limits';
import { argumentType } from '../typeGraphql/metadata';
import { LocaleScalar, TimeZoneScalar } from './scalars';
import { UnitType } from './unit';

/** The types of the catalog and of its metrics, and what is of them. */
export interface CatalogTypes {
  readonly type: ClassType;
  /** The catalog of as much of the registry as who asks sees. */
  readonly catalog: (visible: Registry) => object;
  readonly metricType: ClassType;
  readonly metricOf: (visible: Registry, key: string) => object;
  /** By the id that a metric or a dimension has in the schema; null where there is none for who asks. */
  readonly byId: Readonly<Record<string, (visible: Registry, id: string) => object | null>>;
}

/** The type of the catalog and those it leads to. Whatever is given of it is as `seen` by who asks, whose schema may have more. */
export function catalogTypes(registry: Registry, types: GeneratedTypes): CatalogTypes {
  const say = sayFor(registry);
  const metrics = [...registry.metrics.values()];
  const dimensions = [...registry.dimensions.values()];
  const inGroup = listOfMost(registry.groups.keys(), (key) => metrics.filter(({ group }) => group === key));
  const ofMetric = listOfMost(metrics, (metric) => metric.dimensions);
  const ofDimension = listOfMost(dimensions, ({ key }) => metrics.filter((one) => one.dimensions.includes(key)));

  @ObjectType('MetricGroup', { description: 'A chapter of the definition table.' })
  class GroupType {
    constructor(
      private readonly visible: Registry,
      private readonly group: MetricGroup,
    ) {}

    @Field({ description: 'Its key.' })
    get key(): string {
      return this.group.key;
    }

    @Field(() => String, { description: 'Its name.' })
    label(
      @Arg('locale', () => LocaleScalar, { nullable: true, description: 'In which language.' }) locale?: string,
    ): string {
      return say(this.group.label, locale);
    }

    @Directive(inGroup)
    @Field(() => [MetricType], { description: 'The metrics in it.' })
    get metrics(): MetricType[] {
      const { visible } = this;
      const all = [...visible.metrics.values()];
      return all.filter(({ group }) => group === this.group.key).map((metric) => new MetricType(visible, metric));
    }
  }

  @Directive(KEY)
  @ObjectType('Metric', { description: 'A definition: what a number means and what it can be asked by.' })
  class MetricType {
    constructor(
      private readonly visible: Registry,
      private readonly metric: Metric,
    ) {}

    @Field(() => ID, { description: '`metric:` and the key.' })
    get id(): string {
      return `metric:${this.metric.key}`;
    }

    @Field(() => types.MetricKey, { description: 'The name it has everywhere.' })
    get key(): string {
      return this.metric.key;
    }

    @Field(() => GroupType, { description: 'The chapter it is in.' })
    get group(): GroupType {
      return new GroupType(this.visible, this.visible.groups.get(this.metric.group)!);
    }

    @Field(() => String, { description: 'Its name for people.' })
    label(
      @Arg('locale', () => LocaleScalar, { nullable: true, description: 'In which language.' }) locale?: string,
    ): string {
      return say(this.metric.label, locale);
    }

    @Field(() => String, { description: 'What it says; its name where the registry gives no more words.' })
    description(
      @Arg('locale', () => LocaleScalar, { nullable: true, description: 'In which language.' }) locale?: string,
    ): string {
      return say(this.metric.description ?? this.metric.label, locale);
    }

    @Field({ description: 'In words: what is counted, or what is made of which metrics.' })
    get formula(): string {
      return formula(this.visible, this.metric);
    }

    @Field({ description: 'In words: what is measured, or what stands above the line of a ratio.' })
    get numerator(): string {
      return numeratorWords(this.visible, this.metric);
    }

    @Field(() => String, { nullable: true, description: 'In words: what stands below the line of a ratio.' })
    get denominator(): string | null {
      return denominatorWords(this.visible, this.metric);
    }

    @Field(() => [String], {
      description:
        'Its own conditions, in words: on the rows that count, or on dimensions of the metric it is made of.',
    })
    get filters(): readonly string[] {
      return filtersOf(this.visible, this.metric);
    }

    @Field(() => MetricKind, { description: 'How the number comes about.' })
    get kind(): string {
      return catalogKind(this.visible, this.metric);
    }

    @Field(() => UnitType, { description: 'What it is a number of.' })
    get unit(): object {
      return this.metric.unit;
    }

    @Field(() => String, { nullable: true, description: 'How much it matters, e.g. `P0`.' })
    get priority(): string | null {
      return this.metric.priority;
    }

    @Field(() => String, { nullable: true, description: 'The team that answers for it.' })
    get owner(): string | null {
      return this.metric.owner;
    }

    @Field(() => MetricGrain, {
      description: 'The finest grain at which the number means something; coarser ones follow `overTime`.',
    })
    get grain(): string {
      return this.metric.grain;
    }

    @Field(() => MetricOverTime, { description: 'How the number of a coarser bucket follows.' })
    get overTime(): string {
      return this.metric.overTime;
    }

    @Field(() => [MetricGrain], { description: 'The grains it can be asked by.' })
    get grains(): readonly string[] {
      return grainsFrom(this.metric.grain);
    }

    @Directive(ofMetric)
    @Field(() => [DimensionType], { description: 'What it can be grouped and filtered by.' })
    get dimensions(): DimensionType[] {
      return this.metric.dimensions.map((key) => new DimensionType(this.visible, this.visible.dimensions.get(key)!));
    }

    @Field(() => [String], { description: 'Tables and columns it is made of.' })
    get sources(): readonly string[] {
      return sources(this.visible, this.metric);
    }

    @Field(() => String, {
      nullable: true,
      description:
        'Of one that is on its way out: why, and what to use instead. Of a former key: what it was renamed to.',
    })
    get deprecated(): string | null {
      return this.metric.deprecated;
    }
  }

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
    @Field(() => [MetricType], { description: 'The metrics that can be asked by it.' })
    get metrics(): MetricType[] {
      const { visible, dimension } = this;
      const all = [...visible.metrics.values()];
      return all
        .filter(({ dimensions }) => dimensions.includes(dimension.key))
        .map((metric) => new MetricType(visible, metric));
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

  @ObjectType('MetricCatalog', {
    description: 'What can be asked: metrics, dimensions, their meaning and their limits.',
  })
  class CatalogType {
    constructor(private readonly visible: Registry) {}

    @Field({ description: 'Hash of the registry: changes when a definition changes.' })
    get version(): string {
      return registry.version;
    }

    @Field(() => TimeZoneScalar, { description: 'Where days begin unless a query says otherwise.' })
    get timeZone(): string {
      return registry.timeZone;
    }

    @Directive(listOf(registry.groups.size))
    @Field(() => [GroupType], { description: 'The chapters of the definition table.' })
    get groups(): GroupType[] {
      return [...this.visible.groups.values()].map((group) => new GroupType(this.visible, group));
    }

    @Directive(listOf(metrics.length))
    @Field(() => [MetricType], {
      description:
        'The metrics, all or those that are found, of a priority and a group; deprecated ones and former keys too.',
    })
    metrics(
      @Arg('search', () => String, {
        nullable: true,
        description: 'Words that the key, the names or the descriptions hold, in any language.',
      })
      search?: string | null,
      @Arg('priority', () => String, { nullable: true, description: 'Such as `P0`.' }) priority?: string | null,
      @Arg('group', () => String, { nullable: true, description: 'The key of a group.' }) group?: string | null,
    ): MetricType[] {
      if (group !== null && group !== undefined && !this.visible.groups.has(group)) {
        throw unknownName('group', group, this.visible.groups.keys());
      }
      return [...this.visible.metrics.values()]
        .filter((metric) => isFound(metric, search ?? ''))
        .filter((metric) => (priority ?? metric.priority) === metric.priority)
        .filter((metric) => (group ?? metric.group) === metric.group)
        .map((metric) => new MetricType(this.visible, metric));
    }

    @Field(() => MetricType, { nullable: true, description: 'The metric of that key.' })
    metric(@Arg('key', argumentType(() => types.MetricKey), { description: 'Which.' }) key: string): MetricType | null {
      return new MetricType(this.visible, metricIn(this.visible, key));
    }

    @Directive(listOf(dimensions.length))
    @Field(() => [DimensionType], { description: 'Those that every given metric can be grouped and filtered by.' })
    dimensions(
      @Arg('metrics', argumentType(() => [types.MetricKey]), {
        nullable: true,
        description: 'Omitted: all dimensions there are.',
      })
      keys?: string[] | null,
    ): DimensionType[] {
      const required = (keys ?? []).map((key) => metricIn(this.visible, key));
      return [...this.visible.dimensions.values()]
        .filter(({ key }) => required.every(({ dimensions }) => dimensions.includes(key)))
        .map((dimension) => new DimensionType(this.visible, dimension));
    }

    @Field(() => DimensionType, { nullable: true, description: 'The dimension of that key.' })
    dimension(
      @Arg('key', argumentType(() => types.MetricDimensionKey), { description: 'Which.' }) key: string,
    ): DimensionType | null {
      const dimension = this.visible.dimensions.get(key);
      if (dimension === undefined) throw unknownName('dimension', key, this.visible.dimensions.keys());
      return new DimensionType(this.visible, dimension);
    }

    @Field(() => LimitsType, { description: 'What one request may ask for.' })
    get limits(): Limits {
      return registry.limits;
    }
  }
  return {
    type: CatalogType,
    catalog: (visible) => new CatalogType(visible),
    metricType: MetricType as unknown as ClassType,
    metricOf: (visible, key) => new MetricType(visible, visible.metrics.get(key)!),
    byId: {
      Metric: (visible, id) =>
        [...visible.metrics.values()].map((metric) => new MetricType(visible, metric)).find((one) => one.id === id) ??
        null,
      MetricDimension: (visible, id) =>
        [...visible.dimensions.values()].map((one) => new DimensionType(visible, one)).find((one) => one.id === id) ??
        null,
    },
  };
}

/** Errors: UNKNOWN_NAME for a metric that the schema has and who asks may not see. */
function metricIn({ metrics }: Registry, key: string): Metric {
  const metric = metrics.get(key);
  if (metric === undefined) throw unknownName('metric', key, metrics.keys());
  return metric;
}
