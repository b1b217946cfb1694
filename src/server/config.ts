import { readOrigins, type Origins } from './origins';
import { StartupProblem } from './startupProblem';

/** What the environment says about how to run. */
export interface Config {
  /** A real server's address; null: the embedded database. */
  readonly databaseUrl: string | null;
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** Where the embedded database keeps its data. */
  readonly dataDirectory: string;
  /** Where the registry's YAML is. */
  readonly modelDirectory: string;
  /** Sites whose pages may read answers. None: only pages of the gateway's own. */
  readonly corsOrigins: Origins;
  /** A manifest of documents that may be asked for by their ids; null: none. */
  readonly trustedDocuments: string | null;
  /** No other documents are answered. */
  readonly trustedDocumentsOnly: boolean;
}

/** Reads the configuration. An empty variable counts as not set. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const given = (name: string) => (env[name] === '' ? undefined : env[name]);
  return {
    databaseUrl: given('DATABASE_URL') ?? null,
    host: given('HOST') ?? '127.0.0.1',
    port: readPort(given('PORT') ?? '4000'),
    dataDirectory: given('DATA_DIRECTORY') ?? '.data',
    modelDirectory: given('MODEL_DIRECTORY') ?? 'schema/model',
    corsOrigins: readOrigins(given('CORS_ORIGINS') ?? ''),
    trustedDocuments: given('TRUSTED_DOCUMENTS') ?? null,
    trustedDocumentsOnly: readOnly(given('TRUSTED_DOCUMENTS_ONLY'), given('TRUSTED_DOCUMENTS')),
  };
}

function readPort(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new StartupProblem(`PORT is "${text}", which is no port: give a whole number from 0 (any free one) to 65535.`);
}

function readOnly(text: string | undefined, manifest: string | undefined): boolean {
  const only = readSwitch('TRUSTED_DOCUMENTS_ONLY', text);
  if (only && manifest === undefined) {
    throw new StartupProblem(
      'TRUSTED_DOCUMENTS_ONLY is set, and TRUSTED_DOCUMENTS names no manifest: nothing could be asked.',
    );
  }
  return only;
}

function readSwitch(name: string, text: string | undefined): boolean {
  if (text === undefined || text === '0' || text === 'false') return false;
  if (text === '1' || text === 'true') return true;
  throw new StartupProblem(`${name} is "${text}": give 1 or 0, or leave it out.`);
}
