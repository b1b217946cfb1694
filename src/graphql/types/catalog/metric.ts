import { Arg, Directive, Field, ID, ObjectType } from 'type-graphql';
import { denominatorWords, filtersOf, formula, numeratorWords, sources } from '../../../model/words/describe';
import type { Metric, Registry } from '../../../model/registry';
import { grainsFrom } from '../../../time/grain';
import { catalogKind } from '../catalogKind';
import { KEY, listOfMost } from '../directives';
import { MetricGrain, MetricKind, MetricOverTime } from '../enums';
import { LocaleScalar } from '../scalars';
import { UnitType } from '../unit';
import type { CatalogClass, CatalogSource } from './classes';

/** The class of metrics. */
export function metricClass({ registry, types, say, classes }: CatalogSource): CatalogClass<Metric> {
  const ofMetric = listOfMost([...registry.metrics.values()], (metric) => metric.dimensions);

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

    @Field(() => classes.Group, { description: 'The chapter it is in.' })
    get group(): object {
      return new classes.Group(this.visible, this.visible.groups.get(this.metric.group)!);
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
    @Field(() => [classes.Dimension], { description: 'What it can be grouped and filtered by.' })
    get dimensions(): object[] {
      return this.metric.dimensions.map(
        (key) => new classes.Dimension(this.visible, this.visible.dimensions.get(key)!),
      );
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
  return MetricType;
}
