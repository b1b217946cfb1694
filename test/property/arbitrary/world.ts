import type * as fc from 'fast-check';
import type { Registry } from '../../../src/model/registry';
import type { Data } from '../evaluator/data';
import { productDraft } from './product';
import { resolveProduct } from './productRows';
import { scene, type Scene } from './scene';
import { asStored } from './stored';

/** The rows of a registry's tables around a scene, as its database holds them. */
export type RowsAround = (registry: Registry, scene: Scene) => Data;

/** What a trial is made of beside its questions: where and when it plays, and what rows there are. */
export interface World {
  readonly scene: fc.Arbitrary<Scene>;
  readonly rows: fc.Arbitrary<RowsAround>;
}

/** That of the product; its rows are `arranged` in the tables of a registry that has others. */
export function productWorld(arranged: (data: Data) => Data = (data) => data): World {
  const rows = productDraft.map(
    (draft): RowsAround =>
      (registry, scene) =>
        asStored(registry, arranged(resolveProduct(scene, draft))),
  );
  return { scene, rows };
}
