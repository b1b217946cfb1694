import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { dashboardJsonSchemaText } from '../../dashboards/jsonSchema';
import { modelJsonSchemaText } from '../../registry/jsonSchema';
import { DASHBOARDS, DEFAULT_MODEL, DEMO_MODEL, type Config } from '../config';
import { StartupProblem } from '../startupProblem';

/** The places of the files of a new registry. */
export interface InitFiles {
  readonly model: string;
  readonly dashboards: string;
  /** The schemas that editors use. */
  readonly schemas: readonly { readonly file: string; text(): string }[];
}

export function initFiles({ modelDirectory }: Pick<Config, 'modelDirectory'>): InitFiles {
  const model = modelDirectory === DEMO_MODEL ? DEFAULT_MODEL : modelDirectory;
  const beside = (name: string) => path.join(path.dirname(model), name);
  return {
    model,
    dashboards: beside(DASHBOARDS),
    schemas: [
      { file: beside('model.schema.json'), text: modelJsonSchemaText },
      { file: beside('dashboard.schema.json'), text: dashboardJsonSchemaText },
    ],
  };
}

/** Errors: StartupProblem, if one of the files or directories exists. */
export function refuseExisting({ model, dashboards, schemas }: InitFiles): void {
  const there = [model, dashboards, ...schemas.map(({ file }) => file)].find((one) => existsSync(one));
  if (there !== undefined) throw new StartupProblem(`${there} already exists; nothing was changed.`);
}

/** Writes the schemas; `copy` writes the registry and the dashboards. */
export function writeInit({ model, schemas }: InitFiles, copy: () => void): void {
  mkdirSync(path.dirname(model), { recursive: true });
  copy();
  for (const { file, text } of schemas) writeFileSync(file, text());
}
