import { existsSync } from 'node:fs';
import path from 'node:path';
import { readOrigins, type Origins } from './origins';
import { ROOT } from './root';
import { StartupProblem } from './startupProblem';

/** Where a registry is looked for, and `metergate init` puts one. */
export const USUAL_MODEL = 'schema/model';
/** The demo product's registry, which comes with Metergate: for who has none yet. */
export const DEMO_MODEL = path.join(ROOT, USUAL_MODEL);

/** What the environment says about how to run. */
export interface Config {
  /** A real server's address; null: the embedded database. */
  readonly databaseUrl: string | null;
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** Where the embedded database keeps its data. */
  readonly dataDirectory: string;
  /** Where the registry's YAML is; the demo product's where no other is said or found. */
  readonly modelDirectory: string;
  /** Sites whose pages may read answers. None: only pages of the gateway's own. */
  readonly corsOrigins: Origins;
}

/** Reads the configuration. An empty variable counts as not set. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const given = (name: string) => (env[name] === '' ? undefined : env[name]);
  return {
    databaseUrl: given('DATABASE_URL') ?? null,
    host: given('HOST') ?? '127.0.0.1',
    port: readPort(given('PORT') ?? '4000'),
    dataDirectory: given('DATA_DIRECTORY') ?? '.data',
    modelDirectory: given('MODEL_DIRECTORY') ?? (existsSync(USUAL_MODEL) ? USUAL_MODEL : DEMO_MODEL),
    corsOrigins: readOrigins(given('CORS_ORIGINS') ?? ''),
  };
}

function readPort(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new StartupProblem(`PORT is "${text}", which is no port: give a whole number from 0 (any free one) to 65535.`);
}
