import { lazy } from 'react';

const load = () => import('./Canvas');

/** The charts of ECharts. The library loads after the first paint. */
export const Canvas = lazy(load);

/** Loads the library while a page waits for its numbers. */
export function loadCanvas(): void {
  // Without a connection, the first chart tries again and says so.
  void load().catch(() => undefined);
}
