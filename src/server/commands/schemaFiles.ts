import { printSchema } from 'graphql';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { EXIT, type ExitCode } from '../../cli/exitCode';
import type { Terminal } from '../../cli/terminal';
import { gatewaySchema } from '../../graphql/schema';
import { dashboardJsonSchemaText } from '../../dashboards/jsonSchema';
import { modelJsonSchemaText } from '../../registry/jsonSchema';
import { loadServedRegistry } from '../../registry/load';
import { DEMO_MODEL, type Config } from '../config';
import { StartupProblem } from '../startupProblem';

export interface SchemaFlags {
  readonly print?: 'graphql' | 'model' | 'dashboard';
  readonly check?: true;
}

/**
 * `metergate schema`: writes, prints or checks the generated files that are committed. Errors:
 * RegistryProblems; StartupProblem, if there is no registry to write beside.
 */
export async function schemaFiles(
  { modelDirectory }: Config,
  { print, check }: SchemaFlags,
  terminal: Terminal,
): Promise<ExitCode> {
  const { data, notes } = terminal;
  const directory = path.dirname(modelDirectory);
  const files = [
    { which: 'graphql', file: path.join(directory, 'schema.graphql'), text: () => sdl(modelDirectory) },
    { which: 'model', file: path.join(directory, 'model.schema.json'), text: modelJsonSchemaText },
    { which: 'dashboard', file: path.join(directory, 'dashboard.schema.json'), text: dashboardJsonSchemaText },
  ];
  const names = listed(files.map(({ file }) => file));
  if (print !== undefined) {
    data.write(files.find(({ which }) => which === print)!.text());
    return EXIT.fine;
  }
  if (modelDirectory === DEMO_MODEL) throw new StartupProblem(NO_MODEL);
  if (check) {
    const stale = files.filter(({ file, text }) => read(file) !== text()).map(({ file }) => file);
    if (stale.length === 0) notes.write(`${names} are current.`);
    for (const file of stale) data.write(`${file} is out of date: \`metergate schema\` writes it.\n`);
    return stale.length === 0 ? EXIT.fine : EXIT.mistake;
  }
  // All texts are made before the first file is written. So if the registry has a mistake, no file
  // changes.
  const texts = files.map(({ file, text }) => [file, text()] as const);
  for (const [file, text] of texts) writeFileSync(file, text);
  notes.write(`Wrote ${names}.`);
  return EXIT.fine;
}

const NO_MODEL =
  'There is no registry here: schema/model is missing, and MODEL_DIRECTORY is not set. `metergate init` makes one.';

function listed(names: readonly string[]): string {
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1)!}`;
}

function sdl(modelDirectory: string): string {
  return `${printSchema(gatewaySchema(loadServedRegistry(modelDirectory)))}\n`;
}

function read(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
