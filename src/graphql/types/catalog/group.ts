import { Arg, Directive, Field, ObjectType } from 'type-graphql';
import type { MetricGroup, Registry } from '../../../model/registry';
import { listOfMost } from '../directives';
import { LocaleScalar } from '../scalars';
import type { CatalogClass, CatalogSource } from './classes';

/** The class of groups. */
export function groupClass({ registry, say, classes }: CatalogSource): CatalogClass<MetricGroup> {
  const metrics = [...registry.metrics.values()];
  const inGroup = listOfMost(registry.groups.keys(), (key) => metrics.filter(({ group }) => group === key));

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
    @Field(() => [classes.Metric], { description: 'The metrics in it.' })
    get metrics(): object[] {
      const { visible } = this;
      const all = [...visible.metrics.values()];
      return all.filter(({ group }) => group === this.group.key).map((metric) => new classes.Metric(visible, metric));
    }
  }
  return GroupType;
}
