import { isClickhouseUrl, parseClickhouseUrl } from '../../src/engine/clickhouse/databaseUrl';
import { openClickhouse } from '../../src/engine/clickhouse/open';

const SECRET = 'hunter2-secret';

test('a URL has a host, a port, a user, a password and a database', () => {
  expect(parseClickhouseUrl('clickhouse://reader:p%23s%2Fs%40%3F:x@db.internal:9000/shop')).toEqual({
    host: 'db.internal',
    port: 9000,
    user: 'reader',
    password: 'p#s/s@?:x',
    database: 'shop',
    tls: null,
  });
});

test('each part has a default', () => {
  const defaults = { user: 'default', password: '', database: 'default' };
  expect(parseClickhouseUrl('clickhouse://')).toEqual({ host: 'localhost', port: 8123, ...defaults, tls: null });
  expect(parseClickhouseUrl('clickhouses://[::1]/')).toEqual({
    host: '::1',
    port: 8443,
    ...defaults,
    tls: { rootFile: undefined, certFile: undefined, keyFile: undefined },
  });
});

test('an encrypted connection may name its certificates', () => {
  const url = 'clickhouses://h/d?sslrootcert=/a%20b.pem&sslcert=/c.pem&sslkey=/k.pem';
  expect(parseClickhouseUrl(url).tls).toEqual({ rootFile: '/a b.pem', certFile: '/c.pem', keyFile: '/k.pem' });
});

test('the scheme decides', () => {
  const urls = ['clickhouse://h', 'clickhouses://h', 'postgres://h', 'http://h:8123', 'clickhouse:h', ''];
  expect(urls.filter(isClickhouseUrl)).toEqual(['clickhouse://h', 'clickhouses://h']);
});

test.each([
  [`clickhouse://u:${SECRET}#x@h/d`, 'has a "#"; in a user, a password or a file name, write it as %23'],
  [`clickhouse://u:${SECRET}/x@h/d`, 'has a "/" or "?" in the user or the password; write them as %2F and %3F'],
  [`clickhouse://u:${SECRET}?x@h/d`, 'has a "/" or "?" in the user or the password; write them as %2F and %3F'],
  [`clickhouse://u:${SECRET}%zz@h/d`, 'has a "%" that begins no code of two digits; write it as %25'],
  [`clickhouse://u:${SECRET}@h:port/d`, 'has a port that is no number from 1 to 65535'],
  [`clickhouse://u:${SECRET}@h:70000/d`, 'has a port that is no number from 1 to 65535'],
  [`clickhouse://u:${SECRET}@h1,h2/d`, 'has several hosts; name one, or a load balancer in front of them'],
  [`clickhouse://u:${SECRET}@::1/d`, 'has a port that is no number from 1 to 65535'],
  [`clickhouses://u:${SECRET}@h/d?sslrotcert=x`, 'has the unknown parameter "sslrotcert"; did you mean "sslrootcert"?'],
  [
    `clickhouses://u:${SECRET}@h/d?role=x`,
    'has the unknown parameter "role"; it may have sslrootcert, sslcert, sslkey',
  ],
  [
    `clickhouse://u:${SECRET}@h/d?sslrootcert=x`,
    'has sslrootcert, but the connection is not encrypted; begin it with clickhouses://',
  ],
  [`clickhouses://u:${SECRET}@h/d?sslcert=x`, 'has one of sslcert and sslkey; give both, or none'],
  [
    `clickhouses://u:${SECRET}@h/d?sslcert=x&sslkey=y`,
    'has sslcert without sslrootcert; name the file of the authorities too',
  ],
])('a mistake is named without the password: %#', async (url, reason) => {
  const error: unknown = await openClickhouse(url).catch((one: unknown) => one);
  expect(error).toMatchObject({
    code: 'ENGINE_UNAVAILABLE',
    message: `The ClickHouse database cannot be reached: DATABASE_URL ${reason}.`,
  });
  expect(JSON.stringify([error, String(error)])).not.toContain(SECRET);
});

test('a file of certificates that is missing is named', async () => {
  await expect(openClickhouse('clickhouses://h/d?sslrootcert=/nope.pem')).rejects.toThrow(
    'the file /nope.pem, which sslrootcert in DATABASE_URL names, cannot be read (ENOENT)',
  );
});
