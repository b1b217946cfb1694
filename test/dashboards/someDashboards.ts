import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { loadDashboards } from '../../src/dashboards/load';
import type { Dashboards } from '../../src/query/dashboard';
import { productModel } from '../registry/productModel';
import { temporaryDirectory } from '../engine/temporaryDirectory';

/** A folder for dashboards. */
export interface SomeDashboards {
  readonly path: string;
  write(file: string, text: string): void;
  remove(): Promise<void>;
}

export async function someDashboards(): Promise<SomeDashboards> {
  const directory = await temporaryDirectory();
  const folder = path.join(directory.path, 'dashboards');
  mkdirSync(folder);
  return {
    path: folder,
    write: (file, text) => writeFileSync(path.join(folder, file), text),
    remove: directory.remove,
  };
}

/** Loads files as the dashboards of the product. The paths in problems are names of files. */
export async function loaded(files: Readonly<Record<string, string>>): Promise<Dashboards> {
  const folder = await someDashboards();
  for (const [name, text] of Object.entries(files)) folder.write(name, text);
  const before = process.cwd();
  process.chdir(folder.path);
  try {
    return loadDashboards('.', productModel());
  } finally {
    process.chdir(before);
    rmSync(folder.path, { recursive: true });
    await folder.remove();
  }
}

/** A dashboard with one tile. `tile` are its lines, and `head` those of the dashboard. */
export function oneTile(tile: string, head = 'range: { last: 7, unit: day }'): string {
  const lines = tile.split('\n').join('\n        ');
  return `title: { en: A, zh: 甲 }\n${head}\nsections:\n  - tiles:\n      - ${lines}\n`;
}
