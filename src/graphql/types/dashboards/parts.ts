import type { DashboardSection, DashboardTile } from '../../../query/dashboard';

/** A section, and the key of the dashboard that has it. */
export interface SectionOf {
  readonly dashboard: string;
  readonly section: DashboardSection;
}

/** A tile, and the key of the dashboard that has it. */
export interface TileOf {
  readonly dashboard: string;
  readonly tile: DashboardTile;
}
