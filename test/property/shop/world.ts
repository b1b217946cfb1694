import * as fc from 'fast-check';
import { scene, type Scene } from '../arbitrary/scene';
import { asStored } from '../arbitrary/stored';
import type { RowsAround, World } from '../arbitrary/world';
import { shopDraft } from './arbitrary';
import { withMade } from './made';
import { resolveShop } from './rows';

/** Clock changes of Berlin, and the first days of its weeks, months, quarters and years. */
const BERLIN: readonly Scene[] = [
  '2026-03-29',
  '2026-10-25',
  '2026-05-31',
  '2025-12-31',
  '2026-07-01',
  '2024-02-29',
].map((date) => ({ zone: 'Europe/Berlin', date }));

/** The shop, mostly in Berlin; some scenes are in the zones of its customers. */
export const shopWorld: World = {
  scene: fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...BERLIN) }, { weight: 1, arbitrary: scene }),
  rows: shopDraft.map((draft): RowsAround => (registry, scene) => {
    const { plan = [], ...rows } = resolveShop(scene, draft);
    // The registry has plans as its select makes them. Their customers are uuids like all others.
    const { box_plan, ...stored } = asStored(registry, { ...rows, box_plan: plan });
    return withMade({ ...stored, plan: box_plan! });
  }),
};
