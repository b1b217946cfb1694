import { readFileSync } from 'node:fs';
import { ClickHouseLogLevel, createClient, type ClickHouseClient } from '@clickhouse/client';
import { ClickhouseUrlProblem, type ClickhouseTls, type ClickhouseUrl } from './databaseUrl';

/** A socket may be silent for as long as a statement takes. */
const SILENT_MS = 2 ** 31 - 1;
/** A parameter of many values would make the address of the request too long. */
const PARAMETERS_BESIDE_ADDRESS = true;

/**
 * A client of the HTTP interface. `sockets` is the maximum of requests at once. Errors:
 * ClickhouseUrlProblem, if a file of certificates cannot be read.
 */
export function clickhouseClient(
  { host, port, user: username, password, database, tls }: ClickhouseUrl,
  { sockets, compressed }: { readonly sockets: number; readonly compressed: boolean },
): ClickHouseClient {
  const name = host.includes(':') ? `[${host}]` : host;
  return createClient({
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
