import { Arg, Directive, Field, ObjectType } from 'type-graphql';
import type { Registry } from '../../../model/registry';
import type { CatalogClass, CatalogSource } from '../catalog/classes';
import { listOf } from '../directives';
import { LocaleScalar } from '../scalars';
import type { SectionOf } from './parts';
import { SECTION_TILES } from './sizes';

/** The class of sections. */
export function sectionClass({ say, classes }: CatalogSource): CatalogClass<SectionOf> {
  @ObjectType('MetricDashboardSection', { description: 'Tiles of a dashboard that belong together.' })
  class SectionType {
    constructor(
      private readonly visible: Registry,
      private readonly of: SectionOf,
    ) {}

    @Field(() => String, {
      nullable: true,
      description: 'The title in the file. If it has none: the label of `group`. Null if there is neither.',
    })
    title(
      @Arg('locale', () => LocaleScalar, { nullable: true, description: 'The language of the text.' }) locale?: string,
    ): string | null {
      const { title, group } = this.of.section;
      const text = title ?? this.visible.groups.get(group ?? '')?.label;
      return text === undefined ? null : say(text, locale);
    }

    @Field(() => classes.Group, { nullable: true, description: 'The group of metrics that the section is about.' })
    get group(): object | null {
      const group = this.visible.groups.get(this.of.section.group ?? '');
      return group === undefined ? null : new classes.Group(this.visible, group);
    }

    @Directive(listOf(SECTION_TILES))
    @Field(() => [classes.Tile], { description: 'The tiles, in the order of the page.' })
    get tiles(): object[] {
      const { dashboard, section } = this.of;
      return section.tiles.map((tile) => new classes.Tile(this.visible, { dashboard, tile }));
    }
  }
  return SectionType;
}
