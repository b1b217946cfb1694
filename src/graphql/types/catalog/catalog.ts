import type { ClassType } from 'type-graphql';
import type { Registry } from '../../../model/registry';
import type { GeneratedTypes } from '../generated';
import { dashboardClass } from '../dashboards/dashboard';
import { sectionClass } from '../dashboards/section';
import { tileClass } from '../dashboards/tile';
import { sayFor } from '../language';
import type { CatalogClasses, CatalogSource } from './classes';
import { dimensionClass } from './dimension';
import { groupClass } from './group';
import { lineageClass } from './lineage';
import { metricClass } from './metric';
import { catalogClass } from './root';

/** The types of the catalog and of its metrics, and their objects. */
export interface CatalogTypes {
  readonly type: ClassType;
  /** The catalog of the registry as far as the caller sees it. */
  readonly catalog: (visible: Registry) => object;
  readonly metricType: ClassType;
  readonly metricOf: (visible: Registry, key: string) => object;
  readonly dimensionType: ClassType;
  readonly dimensionOf: (visible: Registry, key: string) => object;
  /** By type: finds the metric or dimension with an id; null if the caller sees none with it. */
  readonly byId: Readonly<Record<string, (visible: Registry, id: string) => object | null>>;
}

/**
 * The type of the catalog and those it leads to. Their objects show only the `visible` registry of
 * the caller; the schema may have more.
 */
export function catalogTypes(registry: Registry, types: GeneratedTypes): CatalogTypes {
  const classes = {} as CatalogClasses;
  const source: CatalogSource = { registry, types, say: sayFor(registry), classes };
  classes.Group = groupClass(source);
  classes.Metric = metricClass(source);
  classes.Dimension = dimensionClass(source);
  classes.Dashboard = dashboardClass(source);
  classes.Section = sectionClass(source);
  classes.Tile = tileClass(source);
  classes.Lineage = lineageClass(source);
  const Catalog = catalogClass(source);
  return {
    type: Catalog as unknown as ClassType,
    catalog: (visible) => new Catalog(visible),
    metricType: classes.Metric as unknown as ClassType,
    metricOf: (visible, key) => new classes.Metric(visible, visible.metrics.get(key)!),
    dimensionType: classes.Dimension as unknown as ClassType,
    dimensionOf: (visible, key) => new classes.Dimension(visible, visible.dimensions.get(key)!),
    byId: {
      Metric: (visible, id) => {
        const metric = [...visible.metrics.values()].find(({ key }) => id === `metric:${key}`);
        return metric === undefined ? null : new classes.Metric(visible, metric);
      },
      MetricDimension: (visible, id) => {
        const dimension = [...visible.dimensions.values()].find(({ key }) => id === `dimension:${key}`);
        return dimension === undefined ? null : new classes.Dimension(visible, dimension);
      },
    },
  };
}
