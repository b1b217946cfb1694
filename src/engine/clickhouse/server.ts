import { readFileSync } from 'node:fs';
import { ClickHouseLogLevel, createClient, type ClickHouseClient, type ResultSet } from '@clickhouse/client';
import type { Statement } from '../../sql/statement';
import type { EngineRow } from '../engine';
import { ClickhouseUrlProblem, type ClickhouseTls, type ClickhouseUrl } from './databaseUrl';
import { FORMAT, readRow } from './rows';
import type { StatementSettings } from './settings';

/** How one statement is sent. */
export interface Sending {
  readonly queryId?: string;
  readonly settings?: StatementSettings;
  /** Ends the request, which the server may notice late. */
  readonly signal?: AbortSignal;
}

/** Rows that still arrive. */
export type ArrivingRows = ResultSet<typeof FORMAT>;

/** A socket may be silent for as long as a statement takes. */
const SILENT_MS = 2 ** 31 - 1;
/** A parameter of many values would make the address of the request too long. */
const PARAMETERS_BESIDE_ADDRESS = true;

/** The HTTP interface of a server. Errors of all methods: those of the client. */
export class ClickhouseServer {
  private readonly client: ClickHouseClient;

  /**
   * `sockets` is the maximum of requests at once. Errors: ClickhouseUrlProblem, if a file of
   * certificates cannot be read.
   */
  constructor(url: ClickhouseUrl, { sockets, compressed }: { readonly sockets: number; readonly compressed: boolean }) {
    const { host, port, user: username, password, database, tls } = url;
    const name = host.includes(':') ? `[${host}]` : host;
    this.client = createClient({
      url: `${tls === null ? 'http' : 'https'}://${name}:${port}`,
      username,
      password,
      database,
      application: 'metergate',
      compression: { response: compressed },
      max_open_connections: sockets,
      request_timeout: SILENT_MS,
      use_multipart_params_auto: PARAMETERS_BESIDE_ADDRESS,
      // It would log statements and their parameters.
      log: { level: ClickHouseLogLevel.OFF },
      ...(tls?.rootFile === undefined ? {} : { tls: certificates(tls) }),
    });
  }

  /** Sends a statement. Resolves when the server answers it. */
  async send({ text, parameters }: Statement, { queryId, settings, signal }: Sending): Promise<ArrivingRows> {
    return this.client.query({
      query: text,
      format: FORMAT,
      query_params: Object.fromEntries(parameters.map((value, index) => [`p${index + 1}`, value])),
      ...(settings === undefined ? {} : { clickhouse_settings: settings }),
      ...(queryId === undefined ? {} : { query_id: queryId }),
      ...(signal === undefined ? {} : { abort_signal: signal }),
    });
  }

  async rows(statement: Statement, sending: Sending): Promise<readonly EngineRow[]> {
    const rows: EngineRow[] = [];
    const arriving = await this.send(statement, sending);
    const close = () => arriving.close();
    sending.signal?.addEventListener('abort', close, { once: true });
    try {
      for await (const lines of arriving.stream()) for (const { text } of lines) rows.push(readRow(text));
      return rows;
    } finally {
      sending.signal?.removeEventListener('abort', close);
    }
  }

  /** Asks the server to end a statement. It may be over, or not have begun. */
  async kill(queryId: string, signal: AbortSignal): Promise<void> {
    const text = 'KILL QUERY WHERE query_id = {p1:String} AND user = currentUser() ASYNC';
    await this.rows({ text, parameters: [queryId] }, { signal });
  }

  /** Resolves if the server answers at all. */
  async ping(signal: AbortSignal): Promise<void> {
    const pong = await this.client.ping({ select: false, abort_signal: signal });
    if (!pong.success) throw pong.error;
  }

  close(): Promise<void> {
    return this.client.close();
  }
}

function certificates({ rootFile, certFile, keyFile }: ClickhouseTls) {
  const ca_cert = contents('sslrootcert', rootFile!);
  return certFile === undefined || keyFile === undefined
    ? { ca_cert }
    : { ca_cert, cert: contents('sslcert', certFile), key: contents('sslkey', keyFile) };
}

function contents(parameter: string, file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    throw new ClickhouseUrlProblem(
      `the file ${file}, which ${parameter} in DATABASE_URL names, cannot be read (${code})`,
    );
  }
}
