import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/**
 * The demo product's registry, with limits that let one address ask all the time. `edits` change
 * its files by name.
 */
export function freeModel(edits: Readonly<Record<string, (text: string) => string>> = {}): {
  readonly path: string;
  remove(): void;
} {
  const directory = mkdtempSync(path.join(tmpdir(), 'metergate-viewers-'));
  cpSync(path.join(__dirname, '../../schema/model'), directory, { recursive: true });
  const file = path.join(directory, 'model.yaml');
  const text = readFileSync(file, 'utf8').replace(
    'limits:\n',
    'limits:\n  costPerMinute: 1000000000\n  maxAgeMs: 10000\n',
  );
  writeFileSync(file, text);
  for (const [name, edit] of Object.entries(edits)) {
    const edited = path.join(directory, name);
    writeFileSync(edited, edit(readFileSync(edited, 'utf8')));
  }
  return { path: directory, remove: () => rmSync(directory, { recursive: true, force: true }) };
}
