import { Arg, Directive, Field, ObjectType } from 'type-graphql';
import type { MetricGroup, Registry } from '../../../model/registry';
import { listOfMost } from '../directives';
import { LocaleScalar } from '../scalars';
import type { CatalogClass, CatalogSource } from './classes';

/** The class of groups. */
export function groupClass({ registry, say, classes }: CatalogSource): CatalogClass<MetricGroup> {
  const metrics = [...registry.metrics.values()];
  const inGroup = listOfMost(registry.groups.keys(), (key) => metrics.filter(({ group }) => group === key));

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
    @Field(() => [classes.Metric], { description: 'The metrics of the group.' })
    get metrics(): object[] {
      const { visible } = this;
      const all = [...visible.metrics.values()];
      return all.filter(({ group }) => group === this.group.key).map((metric) => new classes.Metric(visible, metric));
    }
  }
  return GroupType;
}
