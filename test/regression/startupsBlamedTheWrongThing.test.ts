import { openPostgres } from '../../src/engine/postgres/open';
import { parseDatabaseUrl } from '../../src/engine/postgres/databaseUrl';
import { fileFailure, wordsOf } from '../../src/engine/embedded/fileFailure';

/**
 * A missing certificate was "nothing listens", a "#" in the password or several hosts "it answered
 * with ERR_INVALID_URL", and a full disk "[object Object]".
 */
const SECRET = 'hunter2';

test.each([
  [`u:${SECRET}#x@h/d`, 'DATABASE_URL has a "#"; in a user, a password or a file name, write it as %23'],
  [`u:${SECRET}/x@h/d`, 'DATABASE_URL has a "/" or "?" in the user or the password; write them as %2F and %3F'],
  [`u:${SECRET}?x@h/d`, 'DATABASE_URL has a "/" or "?" in the user or the password; write them as %2F and %3F'],
  [`u:${SECRET}%zz@h/d`, 'DATABASE_URL has a "%" that begins no code of two digits; write it as %25'],
  [`u:${SECRET}@h:port/d`, 'DATABASE_URL has a port that is no number from 1 to 65535'],
  [`u:${SECRET}@h:70000/d`, 'DATABASE_URL has a port that is no number from 1 to 65535'],
  [`u:${SECRET}@h1,h2,h3/d?port=1,2`, 'DATABASE_URL has 3 hosts and 2 ports'],
  [`u:${SECRET}@h/d?sslmod=require`, 'DATABASE_URL has the unknown parameter "sslmod"; did you mean "sslmode"?'],
  [`u:${SECRET}@h/d?sslmode=always`, 'DATABASE_URL has sslmode=always; use one of disable, allow, prefer'],
  [
    `u:${SECRET}@h/d?sslmode=verify-ca&sslrootcert=/nope.crt`,
    'the file /nope.crt, which sslrootcert in DATABASE_URL names, does not exist',
  ],
  [
    `u:${SECRET}@h/d?sslmode=verify-ca&sslrootcert=/`,
    'the file /, which sslrootcert in DATABASE_URL names, is a directory',
  ],
])('an address with a mistake is explained: %s', async (rest, words) => {
  const error = await openPostgres(`postgresql://${rest}`).then(
    () => undefined,
    (reason: unknown) => reason as Error,
  );
  expect(error).toMatchObject({ code: 'ENGINE_UNAVAILABLE', message: expect.stringContaining(words) });
  expect(error?.message).not.toContain(SECRET);
});

test('the parts of an address are read as PostgreSQL reads them', () => {
  const parts = (rest: string) => {
    const { hosts, user, password, database } = parseDatabaseUrl(`postgresql://${rest}`);
    return [hosts.map(({ host, port }) => `${host} ${port}`), user, password, database];
  };
  expect(parts('u%40x:p%23%2F:%3F@h:1/d')).toEqual([['h 1'], 'u@x', 'p#/:?', 'd']);
  expect(parts('u:p@ss@h/d')).toEqual([['h 5432'], 'u', 'p@ss', 'd']);
  expect(parts('[::1]:1,h2,h3:3/d')).toEqual([['::1 1', 'h2 5432', 'h3 3'], undefined, undefined, 'd']);
  expect(parts('u@/d?host=/var/run/postgresql&port=2')).toEqual([['/var/run/postgresql 2'], 'u', undefined, 'd']);
  expect(parts('%2Fvar%2Frun/d%20e')).toEqual([['/var/run 5432'], undefined, undefined, 'd e']);
  expect(parts('h/d?user=u&password=p%26q&dbname=e')).toEqual([['h 5432'], 'u', 'p&q', 'e']);
  expect(parseDatabaseUrl('postgres://h/d?options=-c+a%3D%2Bb&application_name=x%20+').others).toEqual({
    options: '-c a=+b',
    application_name: 'x +',
  });
});

test.each([
  ['of PGlite', { name: 'ErrnoError', errno: 51 }, 'the disk is full'],
  [
    'of Node',
    Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' }),
    'the disk is full',
  ],
  [
    'of PostgreSQL',
    { driverError: Object.assign(new Error('could not extend file'), { code: '53100' }) },
    'the disk is full',
  ],
  [
    'of its log',
    new Error('could not write to file "pg_wal/xlogtemp.42": No space left on device'),
    'the disk is full',
  ],
  [
    'that is read-only',
    Object.assign(new Error('EROFS: read-only file system'), { code: 'EROFS' }),
    'the disk is read-only',
  ],
])('a disk that cannot be written is explained: %s', (_, error, words) => {
  expect([fileFailure(error), wordsOf(error)]).toEqual([words, words]);
});

test('other errors of the embedded database keep their words', () => {
  expect(fileFailure(new Error('PANIC'))).toBeNull();
  expect(wordsOf(new Error('PANIC'))).toBe('PANIC');
  expect(wordsOf({ name: 'ErrnoError', errno: 28 })).toBe('ErrnoError 28');
});
