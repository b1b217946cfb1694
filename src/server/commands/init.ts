import { cpSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { EXIT, type ExitCode } from '../../cli/exitCode';
import type { Terminal } from '../../cli/terminal';
import { dashboardJsonSchemaText } from '../../dashboards/jsonSchema';
import { modelJsonSchemaText } from '../../registry/jsonSchema';
import { DASHBOARDS, DEMO_DASHBOARDS, DEMO_MODEL, DEFAULT_MODEL, type Config } from '../config';
import { StartupProblem } from '../startupProblem';

/**
 * `metergate init`: copies the demo product's registry and dashboards as a start, with the schemas
 * that editors use. Errors: StartupProblem, if one of the files or directories exists.
 */
export function init({ modelDirectory }: Pick<Config, 'modelDirectory'>, { notes }: Terminal): ExitCode {
  const target = modelDirectory === DEMO_MODEL ? DEFAULT_MODEL : modelDirectory;
  const beside = (name: string) => path.join(path.dirname(target), name);
  const dashboards = beside(DASHBOARDS);
  const schemas = [
    { file: beside('model.schema.json'), text: modelJsonSchemaText },
    { file: beside('dashboard.schema.json'), text: dashboardJsonSchemaText },
  ];
  const files = schemas.map(({ file }) => file);
  const there = [target, dashboards, ...files].find((one) => existsSync(one));
  if (there !== undefined) throw new StartupProblem(`${there} already exists; nothing was changed.`);
  mkdirSync(path.dirname(target), { recursive: true });
  cpSync(DEMO_MODEL, target, { recursive: true });
  cpSync(DEMO_DASHBOARDS, dashboards, { recursive: true });
  for (const { file, text } of schemas) writeFileSync(file, text());
  notes.write(
    `Wrote ${target}, the demo product's tables, dimensions and metrics, ${dashboards}, its dashboards, and ${files.join(' and ')} for editors.`,
  );
  notes.write('Change them to fit your product, and check them: metergate check');
  return EXIT.fine;
}
