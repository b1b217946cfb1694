import { Arg, Ctx, Directive, Field, ObjectType } from 'type-graphql';
import { unknownName } from '../../../query/unknownName';
import type { Limits, Metric, Registry } from '../../../model/registry';
import { isFound } from '../../../model/words/search';
import type { GraphqlContext } from '../../context';
import { argumentType } from '../../typeGraphql/metadata';
import { listOf } from '../directives';
import { DASHBOARDS } from '../dashboards/sizes';
import { LimitsType } from '../limits';
import { LocaleScalar, TimeZoneScalar } from '../scalars';
import type { CatalogObject, CatalogSource } from './classes';

/** The class of the catalog itself. */
export function catalogClass({ registry, types, classes }: CatalogSource): new (visible: Registry) => CatalogObject {
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

    @Field(() => [LocaleScalar], {
      description:
        'The locales of labels and descriptions, the default first. ' +
        'A label for any other locale is in the nearest of these.',
    })
    get locales(): readonly string[] {
      return registry.locales;
    }

    @Directive(listOf(registry.groups.size))
    @Field(() => [classes.Group], { description: 'The groups of metrics.' })
    get groups(): object[] {
      return [...this.visible.groups.values()].map((group) => new classes.Group(this.visible, group));
    }

    @Directive(listOf(registry.metrics.size))
    @Field(() => [classes.Metric], {
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
    ): object[] {
      if (group !== null && group !== undefined && !this.visible.groups.has(group)) {
        throw unknownName('group', group, this.visible.groups.keys());
      }
      return [...this.visible.metrics.values()]
        .filter((metric) => isFound(metric, search ?? ''))
        .filter((metric) => (priority ?? metric.priority) === metric.priority)
        .filter((metric) => (group ?? metric.group) === metric.group)
        .map((metric) => new classes.Metric(this.visible, metric));
    }

    @Field(() => classes.Metric, { nullable: true, description: 'The metric with this key.' })
    metric(
      @Arg('key', argumentType(() => types.MetricKey), { description: 'The key of the metric.' }) key: string,
    ): object | null {
      return new classes.Metric(this.visible, metricIn(this.visible, key));
    }

    @Directive(listOf(registry.dimensions.size))
    @Field(() => [classes.Dimension], { description: 'The dimensions that can group and filter all these metrics.' })
    dimensions(
      @Arg('metrics', argumentType(() => [types.MetricKey]), {
        nullable: true,
        description: 'The metrics. Omitted: all dimensions are returned.',
      })
      keys?: string[] | null,
    ): object[] {
      const required = (keys ?? []).map((key) => metricIn(this.visible, key));
      return [...this.visible.dimensions.values()]
        .filter(({ key }) => required.every(({ dimensions }) => dimensions.includes(key)))
        .map((dimension) => new classes.Dimension(this.visible, dimension));
    }

    @Field(() => classes.Dimension, { nullable: true, description: 'The dimension with this key.' })
    dimension(
      @Arg('key', argumentType(() => types.MetricDimensionKey), { description: 'The key of the dimension.' })
      key: string,
    ): object | null {
      const dimension = this.visible.dimensions.get(key);
      if (dimension === undefined) throw unknownName('dimension', key, this.visible.dimensions.keys());
      return new classes.Dimension(this.visible, dimension);
    }

    @Field({ description: 'A hash of the dashboards. It changes if a file changes what a dashboard shows.' })
    dashboardsVersion(@Ctx() { dashboards }: GraphqlContext): string {
      return dashboards.version;
    }

    @Directive(listOf(DASHBOARDS))
    @Field(() => [classes.Dashboard], {
      description:
        "The dashboards that the files declare, in the order of the files' `order`, then by key. " +
        'A caller with a role sees the tiles whose metrics and dimensions are all visible.',
    })
    dashboards(@Ctx() { dashboards }: GraphqlContext): object[] {
      return dashboards.all.map((dashboard) => new classes.Dashboard(this.visible, dashboard));
    }

    @Field(() => classes.Dashboard, {
      nullable: true,
      description: 'The dashboard with this key. If there is none, it is null, with the error UNKNOWN_NAME.',
    })
    dashboard(
      @Arg('key', () => String, { description: 'The key of the dashboard.' }) key: string,
      @Ctx() { dashboards: { all } }: GraphqlContext,
    ): object | null {
      const dashboard = all.find((one) => one.key === key);
      const keys = all.map((one) => one.key);
      if (dashboard === undefined) throw unknownName('dashboard', key, keys);
      return new classes.Dashboard(this.visible, dashboard);
    }

    @Field(() => LimitsType, { description: 'The limits of one request.' })
    get limits(): Limits {
      return registry.limits;
    }
  }
  return CatalogType;
}

/** Errors: UNKNOWN_NAME for a metric that the schema has and the caller may not see. */
function metricIn({ metrics }: Registry, key: string): Metric {
  const metric = metrics.get(key);
  if (metric === undefined) throw unknownName('metric', key, metrics.keys());
  return metric;
}
