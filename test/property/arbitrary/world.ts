import type * as fc from 'fast-check';
import type { Registry } from '../../../src/model/registry';
import type { Data } from '../evaluator/data';
import { productDraft } from './product';
import { resolveProduct } from './productRows';
import { scene, type Scene } from './scene';
import { asStored } from './stored';

/** The rows of a registry's tables around a scene, as its database stores them. */
export type RowsAround = (registry: Registry, scene: Scene) => Data;

/** The parts of a trial beside its queries: the scenes and the rows. */
export interface World {
  readonly scene: fc.Arbitrary<Scene>;
  readonly rows: fc.Arbitrary<RowsAround>;
}

/** The product's world. `arranged` moves its rows into the tables of another registry. */
export function productWorld(arranged: (data: Data) => Data = (data) => data): World {
  const rows = productDraft.map(
    (draft): RowsAround =>
      (registry, scene) =>
        asStored(registry, arranged(resolveProduct(scene, draft))),
  );
  return { scene, rows };
}
