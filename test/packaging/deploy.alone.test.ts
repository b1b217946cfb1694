import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Client } from 'pg';
import { parse, parseAllDocuments } from 'yaml';
import { dataSource } from '../../src/database/dataSource';
import { parseClickhouseUrl } from '../../src/engine/clickhouse/databaseUrl';
import { checkVersion } from '../../src/engine/clickhouse/fit';
import { readConfig } from '../../src/server/config';
import { freshDatabase } from '../postgres/freshDatabase';
import { gatewayServer, ROOT } from '../graphql/gatewayServer';

/**
 * The Dockerfile and the files of `deploy` use settings that the gateway knows, and agree with each
 * other. The database role can only read.
 */
const text = (file: string) => readFileSync(path.join(ROOT, file), 'utf8');
const dockerfile = text('Dockerfile');
/* eslint-disable @typescript-eslint/no-explicit-any */
const compose: any = parse(text('deploy/compose.yaml'), { merge: true });
const kubernetes: any[] = parseAllDocuments(text('deploy/kubernetes.yaml')).map((document) => document.toJS());
/* eslint-enable @typescript-eslint/no-explicit-any */
const gateways = Object.fromEntries(
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  Object.entries<any>(compose.services).filter(([, service]) => service.image === 'metergate'),
);
const deployment = kubernetes.find(({ kind }) => kind === 'Deployment').spec.template.spec;
const [container] = deployment.containers;
const settings = kubernetes.find(({ kind }) => kind === 'ConfigMap');

/** The environment variables that the gateway reads. */
function known(): ReadonlySet<string> {
  const read = new Set<string>(['NODE_ENV']);
  readConfig(new Proxy({}, { get: (_target, name) => void read.add(String(name)) }) as NodeJS.ProcessEnv);
  return read;
}

/** A value of Compose, without variables in the environment. */
function withDefaults(value: string): string {
  return value.replace(/\$\{\w+:-(\w*)\}/g, '$1');
}

const image = Object.fromEntries(
  [.../^ENV ((?:.*\\\n)*.*)$/m.exec(dockerfile)![1]!.matchAll(/(\w+)=(\S+)/g)].map(([, name, value]) => [name, value]),
) as Record<string, string>;

test.each([
  ['the image', image],
  ['Kubernetes', settings.data],
  ...Object.entries(gateways).map(([name, { environment }]: [string, any]) => [`Compose: ${name}`, environment]), // eslint-disable-line @typescript-eslint/no-explicit-any
] as [string, Record<string, string>][])('%s sets only variables that the gateway reads', (_name, environment) => {
  expect(Object.keys(environment).length).toBeGreaterThan(0);
  expect(Object.keys(environment).filter((name) => !known().has(name))).toEqual([]);
  expect(() => readConfig(environment)).not.toThrow();
});

test('port, registry path and commands agree everywhere', async () => {
  expect(dockerfile).toContain(`EXPOSE ${image['PORT']}\n`);
  const published = ['metergate', 'clickhouse-gateway'].flatMap((name) => compose.services[name].ports);
  expect(published).toEqual(['4000', '4001'].map((port) => `127.0.0.1:${port}:${image['PORT']}`));
  expect(container.ports).toEqual([{ name: 'http', containerPort: Number(image['PORT']) }]);
  const [, workdir] = /^WORKDIR (\/srv)$/m.exec(dockerfile)!;
  const { modelDirectory, dashboardsDirectory } = readConfig({});
  const [model, dashboards] = [modelDirectory, dashboardsDirectory].map((one) => `${workdir}/${one}`);
  for (const name of ['metergate', 'clickhouse-gateway']) {
    expect(compose.services[name].volumes).toEqual([
      `../schema/model:${model}:ro`,
      `../schema/dashboards:${dashboards}:ro`,
    ]);
  }
  expect(container.volumeMounts).toEqual(
    [model, dashboards].map((mountPath) => expect.objectContaining({ mountPath, readOnly: true }) as object),
  );
  expect(settings.data.MODEL_DIRECTORY).toBe(model);
  for (const prefix of ['', 'clickhouse-']) {
    expect(gateways[`${prefix}migrate`].command).toEqual(['migrate']);
    expect(gateways[`${prefix}demo`].command).toEqual(['demo', '--yes']);
  }
  expect(dockerfile).toMatch(/^ENTRYPOINT \["node", "\S+\/bin\/metergate\.cjs"\]\nCMD \["serve"\]\n$/m);
});

test('ClickHouse is new enough, and runs only with its profile', () => {
  const [, version] = /^clickhouse\/clickhouse-server:([\d.]+)$/.exec(compose.services.clickhouse.image)!;
  expect(() => checkVersion(version!)).not.toThrow();
  const names = Object.keys(compose.services);
  const needed = (name: string): string[] => Object.keys(compose.services[name].depends_on ?? {});
  const ofClickhouse = names.filter((name) => compose.services[name].profiles?.includes('clickhouse'));
  expect(ofClickhouse).toEqual(names.filter((name) => name.startsWith('clickhouse')));
  // Compose refuses a service that depends on one of another profile.
  for (const name of ofClickhouse) expect(ofClickhouse).toEqual(expect.arrayContaining(needed(name)));
});

test("ClickHouse has the gateway's user, who only reads, and the owner of the tables", () => {
  const { environment, volumes } = compose.services.clickhouse;
  const urlOf = (name: string) => parseClickhouseUrl(withDefaults(gateways[name].environment.DATABASE_URL));
  const reader = urlOf('clickhouse-gateway');
  expect(volumes).toContain('./clickhouse-reader.yaml:/etc/clickhouse-server/users.d/metergate-reader.yaml:ro');
  const { users, profiles } = parse(text('deploy/clickhouse-reader.yaml'));
  expect(Object.keys(users)).toEqual([reader.user]);
  const { password, profile, grants } = users[reader.user];
  expect(withDefaults(environment[password['@from_env']])).toBe(reader.password);
  expect(profiles[profile]).toEqual({ readonly: 2 });
  expect(grants.query).toEqual(
    [`${reader.database}.*`, 'system.processes', 'system.parts'].map((tables) => `GRANT SELECT ON ${tables}`),
  );
  for (const name of ['clickhouse-migrate', 'clickhouse-demo']) {
    expect(urlOf(name)).toEqual({
      ...reader,
      user: environment.CLICKHOUSE_USER,
      password: withDefaults(environment.CLICKHOUSE_PASSWORD),
      database: environment.CLICKHOUSE_DB,
    });
  }
  expect(compose.services[reader.host].healthcheck.test).toContain(`http://${reader.host}:${reader.port}/ping`);
});

test('the probes use addresses that the server has', async () => {
  const server = await gatewayServer();
  const healthy = await server.app.inject(container.livenessProbe.httpGet.path);
  expect([healthy.statusCode, container.startupProbe.httpGet, container.readinessProbe.httpGet]).toEqual([
    200,
    { path: '/healthz', port: 'http' },
    { path: '/readyz', port: 'http' },
  ]);
  expect(dockerfile).toContain(container.livenessProbe.httpGet.path);
  await server.close();
});

test('the gateway does not run as root and writes only to the volume of the embedded database', () => {
  expect(dockerfile.match(/^USER (\d+):\1$/gm)).toEqual([`USER ${deployment.securityContext.runAsUser}:1000`]);
  expect(deployment.securityContext).toMatchObject({ runAsNonRoot: true, runAsUser: 1000 });
  expect(container.securityContext).toMatchObject({ readOnlyRootFilesystem: true, allowPrivilegeEscalation: false });
  for (const service of Object.values(gateways)) expect(service).toMatchObject({ read_only: true, cap_drop: ['ALL'] });
  expect(image['DATA_DIRECTORY']).toBe('/data');
  expect(dockerfile).toContain('RUN mkdir /data && chown node:node /data\n');
});

test('the files that the image needs are not excluded by .dockerignore', () => {
  const sent = [...text('.dockerignore').matchAll(/^!(.*)$/gm)].map(([, name]) => name);
  const needed = [
    'package.json',
    'package-lock.json',
    'register.cjs',
    'tsconfig.json',
    'packaging',
    'src',
    'page',
    'schema',
    'bin',
  ];
  expect(sent).toEqual(expect.arrayContaining(needed));
});

test("the gateway's role reads all tables, including later ones, and changes nothing", async () => {
  const { url, drop } = await freshDatabase();
  const role = `reader_${process.pid}`;
  const owner = new Client({ connectionString: url });
  await owner.connect();
  try {
    await owner.query('CREATE TABLE earlier (id int)');
    // As psql reads it, without its two commands that set the password.
    const sql = text('deploy/reader.sql')
      .replace(/^\\getenv .*$/m, '')
      .replace(":'password'", "'secret'");
    await owner.query(sql.replaceAll('metergate_reader', role));
    const source = await dataSource({ url }).initialize();
    await source.runMigrations();
    await source.destroy();

    const address = Object.assign(new URL(url), { username: role, password: 'secret' });
    const reader = new Client({ connectionString: address.href });
    await reader.connect();
    for (const table of ['earlier', '"user"', 'trade']) await reader.query(`SELECT * FROM ${table}`);
    await expect(reader.query('DELETE FROM trade')).rejects.toThrow('read-only transaction');
    await reader.query('SET default_transaction_read_only = off');
    for (const statement of [
      'INSERT INTO earlier VALUES (1)',
      'UPDATE trade SET amount = 0',
      'DELETE FROM trade',
      'TRUNCATE trade',
      'CREATE TABLE own ()',
    ]) {
      await expect([statement, await reader.query(statement).catch((error: Error) => error.message)]).toEqual([
        statement,
        expect.stringMatching(/^permission denied for /),
      ]);
    }
    await reader.end();
  } finally {
    await owner.query(`DROP OWNED BY ${role}; DROP ROLE ${role}`);
    await owner.end();
    await drop();
  }
});
