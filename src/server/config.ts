import { existsSync } from 'node:fs';
import path from 'node:path';
import { readAuth, type AuthConfig } from './auth/authConfig';
import { LEVELS, type Level } from './observe/log';
import { readOrigins, type Origins } from './http/origins';
import { ROOT } from './root';
import { StartupProblem } from './startupProblem';

/** Where a registry is looked for, and `metergate init` puts one. */
export const DEFAULT_MODEL = 'schema/model';
/** The demo product's registry, which comes with Metergate: for who has none yet. */
export const DEMO_MODEL = path.join(ROOT, DEFAULT_MODEL);

/** Documents that clients were built with. */
export interface DocumentsConfig {
  /** The file of their manifest. */
  readonly manifest: string;
  /** No others are answered. */
  readonly only: boolean;
}

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
  /** How those who ask prove who they are; null: whoever reaches the gateway may ask. */
  readonly auth: AuthConfig | null;
  /** Without authentication, listen where others than this machine can ask. */
  readonly insecure: boolean;
  /** Documents that may be asked for by their ids; null: none. */
  readonly documents: DocumentsConfig | null;
  readonly logLevel: Level;
  /** Milliseconds from which on a statement is slow, and written down. */
  readonly slowMs: number;
  /** Traces are sent to where OpenTelemetry's own variables say. */
  readonly isTraced: boolean;
}

/** Reads the configuration. An empty variable counts as not set. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const setting = (name: string) => (env[name] === '' ? undefined : env[name]);
  return {
    databaseUrl: setting('DATABASE_URL') ?? null,
    host: setting('HOST') ?? '127.0.0.1',
    port: readPort(setting('PORT') ?? '4000'),
    dataDirectory: setting('DATA_DIRECTORY') ?? '.data',
    modelDirectory: setting('MODEL_DIRECTORY') ?? (existsSync(DEFAULT_MODEL) ? DEFAULT_MODEL : DEMO_MODEL),
    corsOrigins: readOrigins(setting('CORS_ORIGINS') ?? ''),
    auth: readAuth(setting),
    insecure: readSwitch('INSECURE', setting('INSECURE')),
    logLevel: readLevel(setting('LOG_LEVEL') ?? 'warn'),
    slowMs: readMilliseconds('SLOW_STATEMENT_MS', setting('SLOW_STATEMENT_MS') ?? '1000'),
    isTraced: setting('OTEL_EXPORTER_OTLP_ENDPOINT') !== undefined,
    documents: readDocuments(setting('TRUSTED_DOCUMENTS'), setting('TRUSTED_DOCUMENTS_ONLY')),
  };
}

function readPort(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new StartupProblem(`PORT is "${text}", which is no port: give a whole number from 0 (any free one) to 65535.`);
}

function readLevel(text: string): Level {
  const level = LEVELS.find((one) => one === text);
  if (level !== undefined) return level;
  throw new StartupProblem(`LOG_LEVEL is "${text}", which is none of ${LEVELS.join(', ')}.`);
}

function readMilliseconds(name: string, text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new StartupProblem(`${name} is "${text}": give a whole number of milliseconds.`);
}

function readDocuments(manifest: string | undefined, only: string | undefined): DocumentsConfig | null {
  const isOnly = readSwitch('TRUSTED_DOCUMENTS_ONLY', only);
  if (manifest !== undefined) return { manifest, only: isOnly };
  if (!isOnly) return null;
  throw new StartupProblem(
    'TRUSTED_DOCUMENTS_ONLY is set, and TRUSTED_DOCUMENTS names no manifest: nothing could be asked.',
  );
}

function readSwitch(name: string, text: string | undefined): boolean {
  if (text === undefined || text === '0' || text === 'false') return false;
  if (text === '1' || text === 'true') return true;
  throw new StartupProblem(`${name} is "${text}": give 1 or 0, or leave it out.`);
}
