/**
 * The sizes of lists that routers assume. The schema does not change with the dashboards, so these
 * are sizes of large ones, not limits.
 */
export const DASHBOARDS = 20;
export const DASHBOARD_SECTIONS = 8;
export const SECTION_TILES = 8;
export const TILE_METRICS = 3;
