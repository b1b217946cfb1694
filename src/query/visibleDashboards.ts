import type { Registry } from '../model/registry';
import { dimensionsOfWhere, type Dashboard, type Dashboards, type DashboardTile } from './dashboard';

/**
 * The dashboards as visible to a role, by its part of the registry. A tile that names a hidden
 * metric or dimension is left out, also if only a condition names it. A section or dashboard
 * without tiles is left out, and so is a wrong file: its problems may name anything. Rule:
 * docs/meaning.md#names-of-a-role.
 */
export function visibleDashboards({ version, all }: Dashboards, visible: Registry): Dashboards {
  return { version, all: all.map((one) => narrowed(one, visible)).filter(({ sections }) => sections.length > 0) };
}

function narrowed(dashboard: Dashboard, visible: Registry): Dashboard {
  const sections = dashboard.sections
    .map((section) => ({ ...section, tiles: section.tiles.filter((tile) => isVisible(tile, visible)) }))
    .filter(({ tiles }) => tiles.length > 0);
  return { ...dashboard, sections: dashboard.problem === null ? sections : [] };
}

function isVisible({ query }: DashboardTile, { metrics, dimensions }: Registry): boolean {
  const named = [...query.groupBy, ...dimensionsOfWhere(query.where)];
  return query.metrics.every((key) => metrics.has(key)) && named.every((key) => dimensions.has(key));
}
