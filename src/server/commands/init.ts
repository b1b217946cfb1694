import { cpSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { EXIT, type ExitCode } from '../../cli/exitCode';
import type { Terminal } from '../../cli/terminal';
import { modelJsonSchemaText } from '../../registry/jsonSchema';
import { DEMO_MODEL, DEFAULT_MODEL, type Config } from '../config';
import { StartupProblem } from '../startupProblem';

/**
 * `metergate init`: copies the demo product's registry as a start, with the schema that editors
 * use. Errors: StartupProblem, if the directory exists.
 */
export function init({ modelDirectory }: Pick<Config, 'modelDirectory'>, { notes }: Terminal): ExitCode {
  const target = modelDirectory === DEMO_MODEL ? DEFAULT_MODEL : modelDirectory;
  const schema = path.join(path.dirname(target), 'model.schema.json');
  const there = [target, schema].find((one) => existsSync(one));
  if (there !== undefined) throw new StartupProblem(`${there} already exists; nothing was changed.`);
  mkdirSync(path.dirname(target), { recursive: true });
  cpSync(DEMO_MODEL, target, { recursive: true });
  writeFileSync(schema, modelJsonSchemaText());
  notes.write(`Wrote ${target}, the demo product's tables, dimensions and metrics, and ${schema} for editors.`);
  notes.write('Change them to fit your product, and check them: metergate check');
  return EXIT.fine;
}
