import type { ClickHouseClient, ResultSet } from '@clickhouse/client';
import type { Statement } from '../../sql/statement';
import type { EngineRow } from '../engine';
import { clickhouseClient } from './client';
import type { ClickhouseUrl } from './databaseUrl';
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

/** The HTTP interface of a server. Errors of all methods: those of the client. */
export class ClickhouseServer {
  private readonly client: ClickHouseClient;

  /**
   * `sockets` is the maximum of requests at once. Errors: ClickhouseUrlProblem, if a file of
   * certificates cannot be read.
   */
  constructor(url: ClickhouseUrl, { sockets, compressed }: { readonly sockets: number; readonly compressed: boolean }) {
    this.client = clickhouseClient(url, { sockets, compressed });
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
