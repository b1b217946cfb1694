import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { loadRegistry } from '../../src/registry/load';
import type { Registry } from '../../src/model/registry';

/** Loads a registry of one file. Errors: RegistryProblems. */
export function loadRegistryText(text: string): Registry {
  const directory = mkdtempSync(path.join(tmpdir(), 'registry-'));
  try {
    writeFileSync(path.join(directory, 'model.yaml'), text);
    return loadRegistry(directory);
  } finally {
    rmSync(directory, { recursive: true });
  }
}
