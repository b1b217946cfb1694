import type { Dimension, Metric, MetricGroup, Registry } from '../../../model/registry';
import type { Dashboard } from '../../../query/dashboard';
import type { SectionOf, TileOf } from '../dashboards/parts';
import type { GeneratedTypes } from '../generated';
import type { sayFor } from '../language';

/** The classes of the catalog refer to each other: each finds the others here once all are made. */
export interface CatalogClasses {
  Group: CatalogClass<MetricGroup>;
  Metric: CatalogClass<Metric>;
  Dimension: CatalogClass<Dimension>;
  Dashboard: CatalogClass<Dashboard>;
  Section: CatalogClass<SectionOf>;
  Tile: CatalogClass<TileOf>;
  Lineage: CatalogClass<Metric>;
}

/** A class of objects that show one definition, as far as the caller sees the registry. */
export type CatalogClass<Definition> = new (visible: Registry, definition: Definition) => CatalogObject;

/** An object of the catalog; only its GraphQL type knows its fields. */
export type CatalogObject = object;

/** Everything that the classes are made from. */
export interface CatalogSource {
  readonly registry: Registry;
  readonly types: GeneratedTypes;
  readonly say: ReturnType<typeof sayFor>;
  readonly classes: CatalogClasses;
}
