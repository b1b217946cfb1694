import type { IncomingMessage } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { gunzipSync } from 'node:zlib';
import { randomUUID } from 'node:crypto';
import type { ServedQuery } from './chdb';

/** A statement with what the protocol says about its answer. */
export interface ServedRequest extends ServedQuery {
  readonly user: string;
  readonly password: string;
  readonly isCompressed: boolean;
}

/** Parameters of the protocol, which are no settings. */
const OF_PROTOCOL = new Set([
  'query',
  'query_id',
  'session_id',
  'database',
  'user',
  'password',
  'role',
  'default_format',
  'enable_http_compression',
  'compress',
  'decompress',
  'wait_end_of_query',
  'buffer_size',
]);
const PARAMETER = 'param_';

/** Reads a request of the HTTP interface: parameters in its address or in the parts of a form. */
export async function readRequest(request: IncomingMessage): Promise<ServedRequest> {
  const sent = await buffer(request);
  const body = request.headers['content-encoding'] === 'gzip' ? gunzipSync(sent) : sent;
  const pairs = [...new URL(request.url ?? '', 'http://localhost').searchParams];
  const type = request.headers['content-type'] ?? '';
  if (type.startsWith('multipart/form-data')) pairs.push(...(await partsOf(body, type)));
  else pairs.push(['query', body.toString()]);
  const named = new Map(pairs);
  const [user = '', password = ''] = credentials(request, named);
  return {
    // The text of an insert is in the address, and its rows are the body.
    text: pairs
      .filter(([name]) => name === 'query')
      .map(([, text]) => text)
      .join('\n'),
    queryId: named.get('query_id') ?? randomUUID(),
    database: named.get('database') ?? 'default',
    parameters: Object.fromEntries(
      pairs.filter(([name]) => name.startsWith(PARAMETER)).map(([name, text]) => [name.slice(PARAMETER.length), text]),
    ),
    settings: Object.fromEntries(pairs.filter(([name]) => !name.startsWith(PARAMETER) && !OF_PROTOCOL.has(name))),
    user,
    password,
    isCompressed:
      named.get('enable_http_compression') === '1' && /\bgzip\b/.test(String(request.headers['accept-encoding'])),
  };
}

async function partsOf(body: Buffer, type: string): Promise<[string, string][]> {
  const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData();
  return [...form].map(([name, value]) => [name, String(value)]);
}

function credentials(request: IncomingMessage, named: ReadonlyMap<string, string>): readonly string[] {
  const [, basic] = /^Basic (.+)$/.exec(request.headers.authorization ?? '') ?? [];
  if (basic === undefined) return [named.get('user') ?? 'default', named.get('password') ?? ''];
  const text = Buffer.from(basic, 'base64').toString();
  const colon = text.indexOf(':');
  return [text.slice(0, colon), text.slice(colon + 1)];
}
