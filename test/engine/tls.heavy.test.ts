import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import type { Engine } from '../../src/engine/engine';
import { openPostgres } from '../../src/engine/postgres/open';
import { until } from '../eventually';
import { ownPostgres, type OwnPostgres } from '../postgres/ownPostgres';
import { ask } from './engineBehaviour';

/** A server with TLS; its certificate is for `localhost`, and has an authority of its own. */
let server: OwnPostgres;
let owner: Client;
let directory: string;
const file = (name: string) => path.join(directory, name);
const openssl = (...args: readonly string[]) => execFileSync('openssl', args, { stdio: 'pipe', cwd: directory });

function authority(name: string): void {
  const subject = ['-subj', `/CN=${name}`, '-days', '2', '-nodes'];
  openssl('req', '-x509', '-newkey', 'rsa:2048', '-keyout', `${name}.key`, '-out', `${name}.crt`, ...subject);
}

function certificate(name: string, subject: string, extension: string): void {
  openssl('req', '-newkey', 'rsa:2048', '-nodes', '-keyout', `${name}.key`, '-out', `${name}.csr`, '-subj', subject);
  execFileSync('sh', ['-c', `printf '%s' '${extension}' > ${name}.ext`], { cwd: directory });
  const by = ['-CA', 'root.crt', '-CAkey', 'root.key', '-CAcreateserial', '-days', '2', '-extfile', `${name}.ext`];
  openssl('x509', '-req', '-in', `${name}.csr`, '-out', `${name}.crt`, ...by);
}

/** Writes a file of the server as its own user, for whom alone it is readable. */
async function write(name: string, text: string): Promise<void> {
  const { rows } = await owner.query<{ at: string }>(`SELECT current_setting('data_directory') AS at`);
  const lines = text.trim().split('\n');
  const quoted = lines.map((line) => owner.escapeLiteral(line)).join(', ');
  await owner.query(
    `COPY (SELECT unnest(ARRAY[${quoted}])) TO PROGRAM ${owner.escapeLiteral(`umask 077; cat > '${rows[0]!.at}/${name}'`)}`,
  );
}

/** The rules for logins. The owner of the test needs one without TLS. */
async function admit(...rules: readonly string[]): Promise<void> {
  const lines = ['host all postgres 127.0.0.1/32 scram-sha-256', ...rules];
  await write('pg_hba.conf', lines.join('\n'));
  await owner.query('SELECT pg_reload_conf()');
  const text = `SELECT count(*)::int AS n FROM pg_hba_file_rules WHERE error IS NULL`;
  await until(async () => (await owner.query<{ n: number }>(text)).rows[0]!.n === lines.length);
}

beforeAll(async () => {
  directory = mkdtempSync(path.join(os.tmpdir(), 'metergate-tls-'));
  authority('root');
  authority('stranger');
  certificate('server', '/CN=localhost', 'subjectAltName=DNS:localhost');
  certificate('reader', '/CN=reader', 'extendedKeyUsage=clientAuth');
  server = await ownPostgres();
  owner = new Client({ connectionString: server.url });
  await owner.connect();
  for (const name of ['server.key', 'server.crt', 'root.crt']) await write(name, readFileSync(file(name), 'utf8'));
  await owner.query("CREATE ROLE reader LOGIN PASSWORD 'r'");
  for (const [name, value] of [
    ['ssl_ca_file', 'root.crt'],
    ['ssl', 'on'],
  ])
    await owner.query(`ALTER SYSTEM SET ${name} = '${value}'`);
  await admit('host all reader 127.0.0.1/32 scram-sha-256');
  await until(async () => (await owner.query<{ ssl: string }>('SHOW ssl')).rows[0]!.ssl === 'on');
});

afterAll(async () => {
  await owner?.end();
  await server?.stop();
  rmSync(directory, { recursive: true, force: true });
});

const warnings: string[] = [];
const onWarning = (warning: Error) => void warnings.push(warning.message);
beforeAll(() => void process.on('warning', onWarning));
afterAll(() => void process.off('warning', onWarning));

function urlOf(host: string, parameters: Readonly<Record<string, string>>): string {
  const url = new URL(server.url);
  [url.hostname, url.username, url.password] = [host, 'reader', 'r'];
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  return url.href;
}

/** `encrypted`, `plain`, or the reason why there is no connection. */
async function outcome(host: string, parameters: Readonly<Record<string, string>>): Promise<string> {
  let engine: Engine;
  try {
    engine = await openPostgres(urlOf(host, parameters), { connections: 1 });
  } catch (error) {
    return (error as Error).message.replace('The PostgreSQL database cannot be reached: ', '');
  }
  try {
    const rows = await ask(engine, 'SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()');
    return rows[0]![0] === 't' ? 'encrypted' : 'plain';
  } finally {
    await engine.close();
  }
}

const root = () => file('root.crt');
const NOT_SIGNED = 'no authority in sslrootcert, or none of the public ones, has signed the certificate of the server';

describe('sslmode', () => {
  test.each(['prefer', 'require', 'allow', 'disable', undefined])('without a check of the server: %s', async (mode) => {
    const expected = mode === 'allow' || mode === 'disable' ? 'plain' : 'encrypted';
    expect(await outcome('127.0.0.1', mode === undefined ? {} : { sslmode: mode })).toBe(expected);
  });

  test('`verify-ca` checks who signed the certificate', async () => {
    expect(await outcome('127.0.0.1', { sslmode: 'verify-ca', sslrootcert: root() })).toBe('encrypted');
    expect(await outcome('127.0.0.1', { sslmode: 'require', sslrootcert: root() })).toBe('encrypted');
    for (const sslmode of ['verify-ca', 'require', 'verify-full']) {
      expect(await outcome('localhost', { sslmode, sslrootcert: file('stranger.crt') })).toContain(NOT_SIGNED);
    }
    expect(await outcome('localhost', { sslmode: 'verify-ca' })).toContain('without a file in sslrootcert');
  });

  test('`verify-full` also checks the name of the host', async () => {
    expect(await outcome('localhost', { sslmode: 'verify-full', sslrootcert: root() })).toBe('encrypted');
    expect(await outcome('127.0.0.1', { sslmode: 'verify-full', sslrootcert: root() })).toContain(
      'the certificate of the server has another host name',
    );
    expect(await outcome('localhost', { sslmode: 'verify-full' })).toContain(NOT_SIGNED);
    expect(await outcome('localhost', { ssl: 'true' })).toContain(NOT_SIGNED);
  });

  test('TLS can begin at once', async () => {
    const direct = { sslnegotiation: 'direct', sslrootcert: root() };
    expect(await outcome('localhost', { ...direct, sslmode: 'verify-full' })).toBe('encrypted');
    expect(await outcome('localhost', { ...direct, sslmode: 'prefer' })).toContain('which needs sslmode=require');
  });

  test('a server that wants encryption, or none, decides for `prefer` and `allow`', async () => {
    await admit('hostssl all reader 127.0.0.1/32 scram-sha-256');
    expect(await outcome('127.0.0.1', { sslmode: 'allow' })).toBe('encrypted');
    expect(await outcome('127.0.0.1', { sslmode: 'disable' })).toContain('may not connect in this way');
    await admit('hostnossl all reader 127.0.0.1/32 scram-sha-256');
    expect(await outcome('127.0.0.1', { sslmode: 'prefer' })).toBe('plain');
    expect(await outcome('127.0.0.1', { sslmode: 'require' })).toContain('may not connect in this way');
    await admit('host all reader 127.0.0.1/32 scram-sha-256');
  });

  test('a certificate of the client', async () => {
    await admit('hostssl all reader 127.0.0.1/32 cert');
    const own = { sslcert: file('reader.crt'), sslkey: file('reader.key') };
    expect(await outcome('localhost', { sslmode: 'verify-full', sslrootcert: root(), ...own })).toBe('encrypted');
    expect(await outcome('localhost', { sslmode: 'require' })).toContain('may not connect in this way');
    await admit('host all reader 127.0.0.1/32 scram-sha-256');
  });

  test('cancelling works through TLS', async () => {
    const engine = await openPostgres(urlOf('localhost', { sslmode: 'verify-full', sslrootcert: root() }), {
      connections: 1,
    });
    await expect(ask(engine, 'SELECT pg_sleep(3000)', [], 300)).rejects.toMatchObject({ code: 'QUERY_TIMEOUT' });
    expect(await ask(engine, 'SELECT 1')).toEqual([['1']]);
    await engine.close();
  });

  test('a file that cannot be read is named', async () => {
    for (const parameter of ['sslrootcert', 'sslcert', 'sslkey']) {
      expect(await outcome('localhost', { sslmode: 'verify-full', [parameter]: '/nope.pem' })).toBe(
        `the file /nope.pem, which ${parameter} in DATABASE_URL names, does not exist.`,
      );
    }
  });

  test('the driver warns of nothing', () => {
    expect(warnings.filter((one) => /SSL|certificate/i.test(one))).toEqual([]);
  });
});
