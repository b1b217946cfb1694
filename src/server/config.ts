import { existsSync } from 'node:fs';
import path from 'node:path';
import { readAuth, type AuthConfig } from './auth/authConfig';
import { readLinkKey } from './auth/links';
import { LEVELS, type Level } from './observe/log';
import { readBasePath } from './http/basePath';
import { KEEP_ALIVE_MS } from './http/bounds';
import { readHosts, type Hosts } from './http/hosts';
import { readOrigins, type Origins } from './http/origins';
import { readProxies, type TrustedProxies } from './http/trustedProxies';
import { ROOT } from './root';
import { StartupProblem } from './startupProblem';

/** The default directory of the registry. `metergate init` writes to it. */
export const DEFAULT_MODEL = 'schema/model';
/** The default directory of the dashboards, beside that of the registry. */
export const DASHBOARDS = 'dashboards';
/**
 * The demo product's registry, which comes with Metergate. It is the default if there is no other.
 */
export const DEMO_MODEL = path.join(ROOT, DEFAULT_MODEL);
/** The dashboards of the demo product. */
export const DEMO_DASHBOARDS = dashboardsBeside(DEMO_MODEL);

/** Documents that clients were built with. */
export interface DocumentsConfig {
  /** The path of their manifest. */
  readonly manifest: string;
  /** Only these documents are answered. */
  readonly only: boolean;
}

/** The configuration that the environment gives. */
export interface Config {
  /** The address of a database server; null: the embedded database. */
  readonly databaseUrl: string | null;
  readonly host: string;
  /** 0 means any free port. */
  readonly port: number;
  /** The directory of the embedded database. */
  readonly dataDirectory: string;
  /** The directory of the registry's YAML; the demo product's if none is set or found. */
  readonly modelDirectory: string;
  /** The directory of the dashboards' YAML, which may be missing. */
  readonly dashboardsDirectory: string;
  /** Sites whose pages may read answers. None: only the gateway's own pages. */
  readonly corsOrigins: Origins;
  /** The hosts for which the gateway answers. */
  readonly allowedHosts: Hosts;
  /** The proxies whose `x-forwarded-for` names the client's address. */
  readonly trustedProxies: TrustedProxies;
  /** The path below which a proxy serves the gateway; empty if there is none. */
  readonly basePath: string;
  /** Milliseconds for which an idle connection stays open. */
  readonly keepAliveMs: number;
  /** How callers prove who they are; null: every caller may ask. */
  readonly auth: AuthConfig | null;
  /** The secret that signs links to exports; null: no link is accepted. */
  readonly linkKey: string | null;
  /** Allows the gateway to listen for other machines without authentication. */
  readonly insecure: boolean;
  /** Approximate bytes of answers that are kept to be used again. 0: none is kept. */
  readonly keptBytes: number;
  /** The questions of dashboards are asked before people do. */
  readonly isWarmed: boolean;
  /** Documents that clients may request by id; null: none. */
  readonly documents: DocumentsConfig | null;
  readonly logLevel: Level;
  /** Statements that take at least so many milliseconds are logged as slow. */
  readonly slowMs: number;
  /** Traces are sent to the address that OpenTelemetry's own variables name. */
  readonly isTraced: boolean;
}

/** Reads the configuration. An empty variable counts as not set. Errors: StartupProblem. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const setting = (name: string) => (env[name] === '' ? undefined : env[name]);
  const host = setting('HOST') ?? '127.0.0.1';
  const auth = readAuth(setting);
  const modelDirectory = setting('MODEL_DIRECTORY') ?? (existsSync(DEFAULT_MODEL) ? DEFAULT_MODEL : DEMO_MODEL);
  return {
    databaseUrl: setting('DATABASE_URL') ?? null,
    host,
    port: readPort(setting('PORT') ?? '4000'),
    dataDirectory: setting('DATA_DIRECTORY') ?? '.data',
    modelDirectory,
    dashboardsDirectory: readDashboards(setting('DASHBOARDS_DIRECTORY')) ?? dashboardsBeside(modelDirectory),
    corsOrigins: readOrigins(setting('CORS_ORIGINS') ?? ''),
    allowedHosts: readHosts(setting('ALLOWED_HOSTS'), { host, hasAuth: auth !== null }),
    trustedProxies: readProxies(setting('TRUST_PROXY')),
    basePath: readBasePath(setting('BASE_PATH')),
    keepAliveMs: readKeepAlive(setting('KEEP_ALIVE_MS')),
    auth,
    linkKey: readLinkKey(setting('LINK_KEY')),
    insecure: readSwitch('INSECURE', setting('INSECURE')),
    logLevel: readLevel(setting('LOG_LEVEL') ?? 'warn'),
    slowMs: readMilliseconds('SLOW_STATEMENT_MS', setting('SLOW_STATEMENT_MS') ?? '1000'),
    isTraced: setting('OTEL_EXPORTER_OTLP_ENDPOINT') !== undefined,
    keptBytes: readMegabytes('KEPT_ANSWERS_MB', setting('KEPT_ANSWERS_MB') ?? '64'),
    isWarmed: readSwitch('WARM_DASHBOARDS', setting('WARM_DASHBOARDS') ?? '1'),
    documents: readDocuments(setting('TRUSTED_DOCUMENTS'), setting('TRUSTED_DOCUMENTS_ONLY')),
  };
}

function dashboardsBeside(modelDirectory: string): string {
  return path.join(path.dirname(modelDirectory), DASHBOARDS);
}

function readDashboards(directory: string | undefined): string | undefined {
  if (directory === undefined || existsSync(directory)) return directory;
  throw new StartupProblem(`DASHBOARDS_DIRECTORY is "${directory}", and there is no such directory.`);
}

function readPort(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new StartupProblem(
    `PORT is "${text}", which is not a port: give a whole number from 0 (any free one) to 65535.`,
  );
}

function readLevel(text: string): Level {
  const level = LEVELS.find((one) => one === text);
  if (level !== undefined) return level;
  throw new StartupProblem(`LOG_LEVEL is "${text}"; it must be one of ${LEVELS.join(', ')}.`);
}

function readMegabytes(name: string, text: string): number {
  if (/^\d{1,5}$/.test(text)) return Number(text) * 1024 * 1024;
  throw new StartupProblem(`${name} is "${text}": give a whole number of megabytes, or 0.`);
}

function readMilliseconds(name: string, text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new StartupProblem(`${name} is "${text}": give a whole number of milliseconds.`);
}

/** Node would take 0 for no limit, and idle connections would stay open for ever. */
function readKeepAlive(text: string | undefined): number {
  const ms = text === undefined ? KEEP_ALIVE_MS : readMilliseconds('KEEP_ALIVE_MS', text);
  if (ms >= 1_000) return ms;
  throw new StartupProblem(`KEEP_ALIVE_MS is "${text}": give at least 1000 milliseconds.`);
}

function readDocuments(manifest: string | undefined, only: string | undefined): DocumentsConfig | null {
  const isOnly = readSwitch('TRUSTED_DOCUMENTS_ONLY', only);
  if (manifest !== undefined) return { manifest, only: isOnly };
  if (!isOnly) return null;
  throw new StartupProblem(
    'TRUSTED_DOCUMENTS_ONLY is set, but TRUSTED_DOCUMENTS names no manifest: every request would be rejected.',
  );
}

function readSwitch(name: string, text: string | undefined): boolean {
  if (text === undefined || text === '0' || text === 'false') return false;
  if (text === '1' || text === 'true') return true;
  throw new StartupProblem(`${name} is "${text}": give 1 or 0, or leave it out.`);
}
