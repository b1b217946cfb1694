import { cpSync } from 'node:fs';
import { EXIT, type ExitCode } from '../../cli/exitCode';
import type { Terminal } from '../../cli/terminal';
import { DEMO_DASHBOARDS, DEMO_MODEL, type Config } from '../config';
import { initFiles, refuseExisting, writeInit } from './initFiles';

/**
 * `metergate init`: copies the demo product's registry and dashboards as a start, with the schemas
 * that editors use. Errors: StartupProblem, if one of the files or directories exists.
 */
export function init(config: Pick<Config, 'modelDirectory'>, { notes }: Terminal): ExitCode {
  const files = initFiles(config);
  const { model, dashboards, schemas } = files;
  refuseExisting(files);
  writeInit(files, () => {
    cpSync(DEMO_MODEL, model, { recursive: true });
    cpSync(DEMO_DASHBOARDS, dashboards, { recursive: true });
  });
  const names = schemas.map(({ file }) => file).join(' and ');
  notes.write(
    `Wrote ${model}, the demo product's tables, dimensions and metrics, ${dashboards}, its dashboards, and ${names} for editors.`,
  );
  notes.write('Change them to fit your product, and check them: metergate check');
  return EXIT.fine;
}
