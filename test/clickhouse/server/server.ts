import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { REQUIRED } from '../../../src/engine/clickhouse/settings';
import { ClickhouseFailure, type InProcess } from './chdb';
import { readRequest, type ServedRequest } from './request';

/** The users of the server, each with the settings of its profile. They share one password. */
const PROFILES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  default: {},
  reader: { readonly: '2' },
  fixed: { readonly: '1' },
  fitting: { ...REQUIRED, readonly: '1' },
};

const AUTHENTICATION_FAILED = 516;
const POCO_EXCEPTION = 1000;
/** The bytes of one parameter: `http_max_field_value_size`, which no statement can raise. */
const LONGEST = 128 * 1_024;
const CHUNK = 64 * 1_024;
const NEWLINE = 10;

/** Serves the HTTP interface of ClickHouse, as far as its official client uses it. */
export function serveClickhouse(clickhouse: InProcess, password: string): Server {
  return createServer((request, response) => {
    answer(clickhouse, password, request, response).catch(() => response.destroy());
  });
}

async function answer(clickhouse: InProcess, password: string, request: IncomingMessage, response: ServerResponse) {
  if (request.url === '/ping') return void response.end('Ok.\n');
  const query = await readRequest(request);
  try {
    const profile = PROFILES[query.user];
    if (profile === undefined || query.password !== password) {
      throw new ClickhouseFailure(AUTHENTICATION_FAILED, refusal(query.user));
    }
    if (Object.values(query.parameters).some((text) => Buffer.byteLength(text) > LONGEST)) {
      throw new ClickhouseFailure(POCO_EXCEPTION, 'Poco::Exception. HTML Form Exception: Field value too long');
    }
    await respond(response, query, await clickhouse.run(query, profile));
  } catch (error) {
    if (!(error instanceof ClickhouseFailure) || response.headersSent) throw error;
    response.writeHead(error.code === AUTHENTICATION_FAILED ? 403 : 500, {
      'x-clickhouse-exception-code': String(error.code),
      'x-clickhouse-query-id': query.queryId,
    });
    response.end(`Code: ${error.code}. ${error.message}\n`);
  }
}

/** Sends the rows in chunks, as fast as the client reads them. */
async function respond(response: ServerResponse, { queryId, isCompressed }: ServedRequest, rows: Uint8Array) {
  response.writeHead(200, {
    'content-type': 'text/tab-separated-values; charset=UTF-8',
    'x-clickhouse-query-id': queryId,
    'x-clickhouse-summary': JSON.stringify({ result_rows: String(countLines(rows)) }),
    ...(isCompressed ? { 'content-encoding': 'gzip' } : {}),
  });
  const chunks = Readable.from(chunksOf(rows));
  if (isCompressed) await pipeline(chunks, createGzip(), response);
  else await pipeline(chunks, response);
}

function* chunksOf(rows: Uint8Array): Generator<Uint8Array> {
  for (let start = 0; start < rows.length; start += CHUNK) yield rows.subarray(start, start + CHUNK);
}

function countLines(rows: Uint8Array): number {
  let count = 0;
  for (let at = rows.indexOf(NEWLINE); at >= 0; at = rows.indexOf(NEWLINE, at + 1)) count += 1;
  return count;
}

function refusal(user: string): string {
  return `DB::Exception: ${user}: Authentication failed: password is incorrect, or there is no user with such name. (AUTHENTICATION_FAILED)`;
}
