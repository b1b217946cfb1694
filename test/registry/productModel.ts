import path from 'node:path';
import { loadRegistry } from '../../src/registry/load';
import type { Registry } from '../../src/model/registry';

let model: Registry | undefined;

/** The demo product's registry. It is frozen, so that all tests of a process share one. */
export function productModel(): Registry {
  return (model ??= loadRegistry(path.join(__dirname, '../../schema/model')));
}
