import { readFileSync } from 'node:fs';
import type { ConnectionOptions } from 'node:tls';
import { DatabaseUrlProblem, type SslMode, type TlsSettings } from './databaseUrl';

/** Encrypted with these options, or not encrypted. */
export type Encryption = false | ConnectionOptions;

/**
 * The ways to encrypt a connection, in the order in which they are tried. They are those of libpq
 * (https://www.postgresql.org/docs/current/libpq-ssl.html). Errors: DatabaseUrlProblem, if a file
 * cannot be read.
 */
export function encryptions({ mode, rootFile, certFile, keyFile, keyPassword }: TlsSettings): readonly Encryption[] {
  const own: ConnectionOptions = {
    ...(certFile === undefined ? {} : { cert: contents('sslcert', certFile) }),
    ...(keyFile === undefined ? {} : { key: contents('sslkey', keyFile) }),
    ...(keyPassword === undefined ? {} : { passphrase: keyPassword }),
  };
  const checked = () =>
    rootFile === undefined || rootFile === 'system' ? own : { ...own, ca: contents('sslrootcert', rootFile) };
  const unchecked = { ...own, rejectUnauthorized: false };
  const byMode: { readonly [M in SslMode]: () => readonly Encryption[] } = {
    disable: () => [false],
    allow: () => [false, unchecked],
    prefer: () => [unchecked, false],
    require: () => [unchecked],
    // Any name of a certificate fits.
    'verify-ca': () => [{ ...checked(), checkServerIdentity: () => undefined }],
    'verify-full': () => [checked()],
  };
  return byMode[mode]();
}

function contents(parameter: string, file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    const words = WORDS[code] ?? `cannot be read (${code})`;
    throw new DatabaseUrlProblem(`the file ${file}, which ${parameter} in DATABASE_URL names, ${words}`);
  }
}

const WORDS: Readonly<Record<string, string>> = {
  ENOENT: 'does not exist',
  EACCES: 'may not be read by this user',
  EISDIR: 'is a directory',
};
