import { cpSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { temporaryDirectory } from '../engine/temporaryDirectory';
import { until as eventually } from '../eventually';
import { MODEL } from '../graphql/gatewayServer';

/** A copy of the product's registry that a test can edit. */
export interface EditedModel {
  readonly path: string;
  /** Overwrites a file, as simple editors do. */
  write(file: string, text: string): void;
  /** Replaces a file with a new one, as careful editors do. */
  replace(file: string, text: string): void;
  read(file: string): string;
  remove(): Promise<void>;
}

export async function editedModel(): Promise<EditedModel> {
  const directory = await temporaryDirectory();
  const model = path.join(directory.path, 'model');
  cpSync(MODEL, model, { recursive: true });
  const at = (file: string) => path.join(model, file);
  return {
    path: model,
    write: (file, text) => writeFileSync(at(file), text),
    replace: (file, text) => {
      writeFileSync(at(`.${file}.swp`), text);
      renameSync(at(`.${file}.swp`), at(file));
    },
    read: (file) => readFileSync(at(file), 'utf8'),
    remove: directory.remove,
  };
}

/** A file that declares one metric, the number of rows of `table`, over the product's tables. */
export function countOf(key: string, table = 'trade', more = ''): string {
  return `metrics:\n  ${key}:\n    label: { en: ${key}, zh: ${key} }\n    group: core_revenue\n    numerator: { count: ${table} }\n    grain: day\n${more}`;
}

/** Resolves when a condition holds. Only the test's own time limit ends the wait. */
export async function until(_what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  await eventually(holds);
}
