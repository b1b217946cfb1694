import { Arg, Ctx, Directive, Field, ID, ObjectType } from 'type-graphql';
import {
  denominatorWords,
  filtersOf,
  formula,
  numeratorWords,
  sources,
  wordingFor,
} from '../../../model/words/describe';
import { addsUp } from '../../../model/addsUp';
import { entityOf } from '../../../model/audience';
import { explainedBy } from '../../../model/explainable';
import { usedBy, usesOf } from '../../../model/uses';
import type { Metric, Registry } from '../../../model/registry';
import { grainsFrom } from '../../../time/grain';
import { isShownOn } from '../../../query/dashboard';
import type { GraphqlContext } from '../../context';
import { catalogKind } from '../catalogKind';
import { DASHBOARDS } from '../dashboards/sizes';
import { KEY, listOf, listOfMost } from '../directives';
import { MetricBetter, MetricGrain, MetricKind, MetricOverTime } from '../enums';
import { WORDING } from '../language';
import { LocaleScalar } from '../scalars';
import { UnitType } from '../unit';
import type { CatalogClass, CatalogSource } from './classes';

/** The class of metrics. */
export function metricClass({ registry, types, say, classes }: CatalogSource): CatalogClass<Metric> {
  const metrics = [...registry.metrics.values()];
  const ofMetric = listOfMost(metrics, (metric) => metric.dimensions);
  const ofExplained = listOfMost(metrics, (metric) => explainedBy(registry, metric));
  const ofUses = listOfMost(metrics, (metric) => usesOf(registry, metric));
  const ofUsers = listOfMost(metrics, (metric) => usedBy(registry, metric));

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

    @Field(() => classes.Group, { description: 'The group that contains the metric.' })
    get group(): object {
      return new classes.Group(this.visible, this.visible.groups.get(this.metric.group)!);
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

    @Field(() => String, {
      description: 'The calculation in words: the rows it counts, or the metrics it combines.',
    })
    formula(
      @Arg('locale', () => LocaleScalar, { nullable: true, description: WORDING }) locale?: string | null,
    ): string {
      return formula(this.metric, wordingFor(this.visible, locale ?? null));
    }

    @Field(() => String, {
      description: 'The numerator of a ratio in words. For other kinds: the measured quantity.',
    })
    numerator(
      @Arg('locale', () => LocaleScalar, { nullable: true, description: WORDING }) locale?: string | null,
    ): string {
      return numeratorWords(this.visible, this.metric, wordingFor(this.visible, locale ?? null));
    }

    @Field(() => String, { nullable: true, description: 'The denominator of a ratio in words. Null for other kinds.' })
    denominator(
      @Arg('locale', () => LocaleScalar, { nullable: true, description: WORDING }) locale?: string | null,
    ): string | null {
      return denominatorWords(this.visible, this.metric, wordingFor(this.visible, locale ?? null));
    }

    @Field(() => [String], {
      description:
        'The filters of the definition, in words. ' +
        'They are conditions on dimensions if the metric filters another metric; otherwise on rows of its own table.',
    })
    filters(
      @Arg('locale', () => LocaleScalar, { nullable: true, description: WORDING }) locale?: string | null,
    ): readonly string[] {
      return filtersOf(this.metric, wordingFor(this.visible, locale ?? null));
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

    @Field(() => MetricBetter, {
      nullable: true,
      description: 'The direction in which the number is better, to colour changes. Null: neither.',
    })
    get better(): string | null {
      return this.metric.better;
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

    @Field(() => Boolean, {
      description:
        'True if its numbers add up over groups: then it has a `share`, and groups can be drawn on top of each other.',
    })
    get additive(): boolean {
      return addsUp(this.visible, this.metric);
    }

    @Field(() => [MetricGrain], { description: 'The grains that a query can use.' })
    get grains(): readonly string[] {
      return grainsFrom(this.metric.grain);
    }

    @Directive(ofMetric)
    @Field(() => [classes.Dimension], { description: 'The dimensions that can group and filter it.' })
    get dimensions(): object[] {
      return this.metric.dimensions.map(
        (key) => new classes.Dimension(this.visible, this.visible.dimensions.get(key)!),
      );
    }

    @Field(() => classes.Dimension, {
      nullable: true,
      description:
        'The dimension whose values it counts, such as users: its rows are their events. Null if it counts anything ' +
        'else, or entities at other moments than those of their rows.',
    })
    get entity(): object | null {
      const key = entityOf(this.visible, this.metric);
      return key === null ? null : new classes.Dimension(this.visible, this.visible.dimensions.get(key)!);
    }

    @Directive(ofExplained)
    @Field(() => [classes.Dimension], {
      description:
        'The dimensions whose groups can explain why it changed, with `explainChange`. Empty if its numbers add up ' +
        'over none.',
    })
    get explainedBy(): object[] {
      return explainedBy(this.visible, this.metric).map(
        (key) => new classes.Dimension(this.visible, this.visible.dimensions.get(key)!),
      );
    }

    @Directive(listOf(DASHBOARDS))
    @Field(() => [classes.Dashboard], { description: 'The dashboards with a tile that shows it.' })
    dashboards(@Ctx() { dashboards }: GraphqlContext): object[] {
      return dashboards.all
        .filter((dashboard) => isShownOn(dashboard, this.metric.key))
        .map((dashboard) => new classes.Dashboard(this.visible, dashboard));
    }

    @Directive(ofUses)
    @Field(() => [classes.Metric], {
      description:
        'The metrics that its definition names: numerator and denominator, the metric that it filters, or those of ' +
        'its expression. Each once, in order of appearance. Metrics that the role may not see are left out.',
    })
    get uses(): object[] {
      return usesOf(this.visible, this.metric).map((metric) => new classes.Metric(this.visible, metric));
    }

    @Directive(ofUsers)
    @Field(() => [classes.Metric], {
      description:
        'The metrics whose definitions name it, by key. Former keys of metrics are left out. ' +
        'A former key has none: definitions have its successor instead.',
    })
    get usedBy(): object[] {
      return usedBy(this.visible, this.metric).map((metric) => new classes.Metric(this.visible, metric));
    }

    @Field(() => classes.Lineage, { description: 'The metrics, measures and tables that it is computed from.' })
    get lineage(): object {
      return new classes.Lineage(this.visible, this.metric);
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
    deprecated(
      @Arg('locale', () => LocaleScalar, { nullable: true, description: 'The language of the text for a former key.' })
      locale?: string | null,
    ): string | null {
      const { deprecated, renamedTo } = this.metric;
      return renamedTo === null ? deprecated : wordingFor(this.visible, locale ?? null).phrases.renamedTo(renamedTo);
    }

    @Field(() => [types.MetricKey], {
      description: 'The keys that it had before. Each keeps working as a deprecated metric of its own.',
    })
    get formerKeys(): readonly string[] {
      return this.metric.formerKeys.filter((key) => this.visible.metrics.has(key));
    }
  }
  return MetricType;
}
