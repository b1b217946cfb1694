import { Arg, Directive, Field, ObjectType } from 'type-graphql';
import { unknownName } from '../../../query/unknownName';
import type { Limits, Metric, Registry } from '../../../model/registry';
import { isFound } from '../../../model/words/search';
import { argumentType } from '../../typeGraphql/metadata';
import { listOf } from '../directives';
import { LimitsType } from '../limits';
import { TimeZoneScalar } from '../scalars';
import type { CatalogObject, CatalogSource } from './classes';

/** The class of the catalog itself. */
export function catalogClass({ registry, types, classes }: CatalogSource): new (visible: Registry) => CatalogObject {
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
    @Field(() => [classes.Group], { description: 'The chapters of the definition table.' })
    get groups(): object[] {
      return [...this.visible.groups.values()].map((group) => new classes.Group(this.visible, group));
    }

    @Directive(listOf(registry.metrics.size))
    @Field(() => [classes.Metric], {
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

    @Field(() => classes.Metric, { nullable: true, description: 'The metric of that key.' })
    metric(@Arg('key', argumentType(() => types.MetricKey), { description: 'Which.' }) key: string): object | null {
      return new classes.Metric(this.visible, metricIn(this.visible, key));
    }

    @Directive(listOf(registry.dimensions.size))
    @Field(() => [classes.Dimension], { description: 'Those that every given metric can be grouped and filtered by.' })
    dimensions(
      @Arg('metrics', argumentType(() => [types.MetricKey]), {
        nullable: true,
        description: 'Omitted: all dimensions there are.',
      })
      keys?: string[] | null,
    ): object[] {
      const required = (keys ?? []).map((key) => metricIn(this.visible, key));
      return [...this.visible.dimensions.values()]
        .filter(({ key }) => required.every(({ dimensions }) => dimensions.includes(key)))
        .map((dimension) => new classes.Dimension(this.visible, dimension));
    }

    @Field(() => classes.Dimension, { nullable: true, description: 'The dimension of that key.' })
    dimension(
      @Arg('key', argumentType(() => types.MetricDimensionKey), { description: 'Which.' }) key: string,
    ): object | null {
      const dimension = this.visible.dimensions.get(key);
      if (dimension === undefined) throw unknownName('dimension', key, this.visible.dimensions.keys());
      return new classes.Dimension(this.visible, dimension);
    }

    @Field(() => LimitsType, { description: 'What one request may ask for.' })
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
