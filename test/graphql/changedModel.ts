import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { temporaryDirectory } from '../engine/temporaryDirectory';
import { MODEL } from './gatewayServer';

/** A copy of the product's registry in which one file differs. */
export async function changedModel(
  file: string,
  change: (text: string) => string,
): Promise<{ path: string; remove(): Promise<void> }> {
  const directory = await temporaryDirectory();
  cpSync(MODEL, directory.path, { recursive: true });
  const changed = path.join(directory.path, file);
  writeFileSync(changed, change(readFileSync(changed, 'utf8')));
  return directory;
}
