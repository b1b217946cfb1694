import { Arg, Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { languageOf } from '../../../model/words/language';
import type { Registry } from '../../../model/registry';
import type { Text } from '../../../model/text';
import type { DashboardTile, Picture } from '../../../query/dashboard';
import type { CatalogClass, CatalogSource } from '../catalog/classes';
import { listOf } from '../directives';
import { JsonObjectScalar, LocaleScalar } from '../scalars';
import type { TileOf } from './parts';
import { MetricPicture } from './picture';
import { TILE_METRICS } from './sizes';
import { variablesOf } from './variables';

/** The class of tiles. */
export function tileClass({ registry, say, classes }: CatalogSource): CatalogClass<TileOf> {
  @ObjectType('MetricDashboardTile', {
    description: 'A query, and the picture that shows its answer.',
  })
  class TileType {
    private readonly tile: DashboardTile;

    constructor(
      private readonly visible: Registry,
      private readonly of: TileOf,
    ) {
      this.tile = of.tile;
    }

    @Field(() => ID, {
      description: 'A unique id: `tile:`, the key of the dashboard, and the positions of section and tile in its file.',
    })
    get id(): string {
      return `tile:${this.of.dashboard}/${this.tile.position}`;
    }

    @Field(() => String, {
      description: 'The title in the file. If it has none: the labels of the metrics, and of the dimensions of groups.',
    })
    title(
      @Arg('locale', () => LocaleScalar, { nullable: true, description: 'The language of the text.' }) locale?: string,
    ): string {
      const { title, query } = this.tile;
      if (title !== null) return say(title, locale);
      const labels = (texts: readonly Text[]) =>
        texts.map((text) => say(text, locale)).join(languageOf(locale ?? registry.locale) === 'zh' ? '、' : ', ');
      const metrics = labels(query.metrics.map((key) => this.visible.metrics.get(key)!.label));
      const groups = labels(query.groupBy.map((key) => this.visible.dimensions.get(key)!.label));
      return groups === '' ? metrics : `${metrics} · ${groups}`;
    }

    @Field(() => MetricPicture, { description: 'The way to show the answer.' })
    get picture(): Picture {
      return this.tile.picture;
    }

    @Field(() => Int, {
      nullable: true,
      description: 'The width in columns, from 1 to 4; a row of the page has 4. Null: the page decides.',
    })
    get width(): number | null {
      return this.tile.width;
    }

    @Directive(listOf(TILE_METRICS))
    @Field(() => [classes.Metric], { description: 'The metrics of the query, in its order.' })
    get metrics(): object[] {
      const { visible, tile } = this;
      return tile.query.metrics.map((key) => new classes.Metric(visible, visible.metrics.get(key)!));
    }

    @Field(() => JsonObjectScalar, {
      description:
        'The arguments of `metricSeries` that answer the tile, with the defaults of its dashboard: ' +
        '`select`, `range`, `grain` and `groupBy`, and `where`, `compare`, `top` and `timeZone` if there are any. ' +
        'Send them as the variables of a document.',
    })
    get variables(): object {
      return variablesOf(this.tile.query);
    }
  }
  return TileType;
}
