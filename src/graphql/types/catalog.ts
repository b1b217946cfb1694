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

  @ObjectType('MetricGroup', { description: 'A chapter of the catalog: metrics that belong together.' })
  class GroupType {
    constructor(
      private readonly visible: Registry,
      private readonly group: MetricGroup,
    ) {}

    @Field({ description: 'The key of the group.' })
    get key(): string {
      return this.group.key;
    }

    @Field(() => String, { description: 'The name to show to people.' })
    label(
      @Arg('locale', () => LocaleScalar, { nullable: true, description: 'The language of the text.' }) locale?: string,
    ): string {
      return say(this.group.label, locale);
    }

    @Directive(inGroup)
    @Field(() => [MetricType], { description: 'The metrics of the group.' })
    get metrics(): MetricType[] {
      const { visible } = this;
      const all = [...visible.metrics.values()];
      return all.filter(({ group }) => group === this.group.key).map((metric) => new MetricType(visible, metric));
    }
  }

  @Directive(KEY)
  @ObjectType('Metric', { description: 'A metric: its meaning, and the grains and dimensions that it has.' })
  class MetricType {
    constructor(
      private readonly visible: Registry,
      private readonly metric: Metric,
    ) {}

    @Field(() => ID, { description: 'A unique id: `metric:`, followed by the key.' })
    get id(): string {
      return `metric:${this.metric.key}`;
    }

    @Field(() => types.MetricKey, { description: 'The name of the metric in queries and answers.' })
    get key(): string {
      return this.metric.key;
    }

    @Field(() => GroupType, { description: 'The group that contains the metric.' })
    get group(): GroupType {
      return new GroupType(this.visible, this.visible.groups.get(this.metric.group)!);
    }

    @Field(() => String, { description: 'The name to show to people.' })
    label(
      @Arg('locale', () => LocaleScalar, { nullable: true, description: 'The language of the text.' }) locale?: string,
    ): string {
      return say(this.metric.label, locale);
    }

    @Field(() => String, { description: 'The description in the registry. If it has none: the label.' })
    description(
      @Arg('locale', () => LocaleScalar, { nullable: true, description: 'The language of the text.' }) locale?: string,
    ): string {
      return say(this.metric.description ?? this.metric.label, locale);
    }

    @Field({ description: 'The calculation in words: the rows it counts, or the metrics it combines.' })
    get formula(): string {
      return formula(this.visible, this.metric);
    }

    @Field({ description: 'The numerator of a ratio in words. For other kinds: the measured quantity.' })
    get numerator(): string {
      return numeratorWords(this.visible, this.metric);
    }

    @Field(() => String, { nullable: true, description: 'The denominator of a ratio in words. Null for other kinds.' })
    get denominator(): string | null {
      return denominatorWords(this.visible, this.metric);
    }

    @Field(() => [String], {
      description:
        'The filters of the metric itself in words: on its rows, or on dimensions of the metric it is based on.',
    })
    get filters(): readonly string[] {
      return filtersOf(this.visible, this.metric);
    }

    @Field(() => MetricKind, { description: 'The way the metric is computed.' })
    get kind(): string {
      return catalogKind(this.visible, this.metric);
    }

    @Field(() => UnitType, { description: 'The unit of the number.' })
    get unit(): object {
      return this.metric.unit;
    }

    @Field(() => String, { nullable: true, description: 'The importance, e.g. `P0`.' })
    get priority(): string | null {
      return this.metric.priority;
    }

    @Field(() => String, { nullable: true, description: 'The team that is responsible for it.' })
    get owner(): string | null {
      return this.metric.owner;
    }

    @Field(() => MetricGrain, {
      description: 'The finest grain at which the metric has a meaning. `overTime` is the rule for coarser grains.',
    })
    get grain(): string {
      return this.metric.grain;
    }

    @Field(() => MetricOverTime, { description: 'The rule for buckets that are coarser than `grain`.' })
    get overTime(): string {
      return this.metric.overTime;
    }

    @Field(() => [MetricGrain], { description: 'The grains that a query can use.' })
    get grains(): readonly string[] {
      return grainsFrom(this.metric.grain);
    }

    @Directive(ofMetric)
    @Field(() => [DimensionType], { description: 'The dimensions that can group and filter it.' })
    get dimensions(): DimensionType[] {
      return this.metric.dimensions.map((key) => new DimensionType(this.visible, this.visible.dimensions.get(key)!));
    }

    @Field(() => [String], { description: 'The tables and columns that it reads.' })
    get sources(): readonly string[] {
      return sources(this.visible, this.metric);
    }

    @Field(() => String, {
      nullable: true,
      description:
        'For a deprecated metric: the reason and the replacement. For a former key: the new key. Otherwise null.',
    })
    get deprecated(): string | null {
      return this.metric.deprecated;
    }
  }

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
    @Field(() => [MetricType], { description: 'The metrics that it can group and filter.' })
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
      description: 'The values in its own table, in order. Null, with an error, if the database cannot answer.',
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
      return values.map((value) => new DimensionValueType(value, dimension, say));
    }
  }

  @ObjectType('MetricCatalog', {
    description: 'The available metrics and dimensions, and the limits of a request.',
  })
  class CatalogType {
    constructor(private readonly visible: Registry) {}

    @Field({ description: 'A hash of the registry. It changes if a definition changes.' })
    get version(): string {
      return registry.version;
    }

    @Field(() => TimeZoneScalar, { description: 'The time zone of queries without `timeZone`.' })
    get timeZone(): string {
      return registry.timeZone;
    }

    @Directive(listOf(registry.groups.size))
    @Field(() => [GroupType], { description: 'The groups of metrics.' })
    get groups(): GroupType[] {
      return [...this.visible.groups.values()].map((group) => new GroupType(this.visible, group));
    }

    @Directive(listOf(metrics.length))
    @Field(() => [MetricType], {
      description: 'The metrics that match all arguments. Deprecated metrics and former keys are included.',
    })
    metrics(
      @Arg('search', () => String, {
        nullable: true,
        description: 'Only metrics with all these words in key, labels or descriptions, in any language.',
      })
      search?: string | null,
      @Arg('priority', () => String, { nullable: true, description: 'Only metrics of this priority, e.g. `P0`.' })
      priority?: string | null,
      @Arg('group', () => String, { nullable: true, description: 'Only metrics of the group with this key.' })
      group?: string | null,
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

    @Field(() => MetricType, { nullable: true, description: 'The metric with this key.' })
    metric(
      @Arg('key', argumentType(() => types.MetricKey), { description: 'The key of the metric.' }) key: string,
    ): MetricType | null {
      return new MetricType(this.visible, metricIn(this.visible, key));
    }

    @Directive(listOf(dimensions.length))
    @Field(() => [DimensionType], { description: 'The dimensions that can group and filter all these metrics.' })
    dimensions(
      @Arg('metrics', argumentType(() => [types.MetricKey]), {
        nullable: true,
        description: 'The metrics. Omitted: all dimensions are returned.',
      })
      keys?: string[] | null,
    ): DimensionType[] {
      const required = (keys ?? []).map((key) => metricIn(this.visible, key));
      return [...this.visible.dimensions.values()]
        .filter(({ key }) => required.every(({ dimensions }) => dimensions.includes(key)))
        .map((dimension) => new DimensionType(this.visible, dimension));
    }

    @Field(() => DimensionType, { nullable: true, description: 'The dimension with this key.' })
    dimension(
      @Arg('key', argumentType(() => types.MetricDimensionKey), { description: 'The key of the dimension.' })
      key: string,
    ): DimensionType | null {
      const dimension = this.visible.dimensions.get(key);
      if (dimension === undefined) throw unknownName('dimension', key, this.visible.dimensions.keys());
      return new DimensionType(this.visible, dimension);
    }

    @Field(() => LimitsType, { description: 'The limits of one request.' })
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
