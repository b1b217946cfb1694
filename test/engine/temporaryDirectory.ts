import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Makes a directory for one test file. Returns its path and a function that removes it. */
export async function temporaryDirectory(): Promise<{ path: string; remove(): Promise<void> }> {
  const directory = await mkdtemp(path.join(tmpdir(), 'metergate-test-'));
  return { path: directory, remove: () => rm(directory, { recursive: true, force: true, maxRetries: 3 }) };
}
