import { statfsSync } from 'node:fs';

/** The parts of errors of files: of Node, of PGlite's file system, and of PostgreSQL in it. */
interface FileError {
  readonly code?: unknown;
  readonly errno?: unknown;
  readonly message?: unknown;
  /** TypeORM wraps the driver's error. */
  readonly driverError?: unknown;
}

/** The numbers of WASI, which PGlite's file system throws without a message. */
const WASI: Readonly<Record<number, string>> = { 2: 'EACCES', 51: 'ENOSPC', 63: 'EPERM', 69: 'EROFS', 19: 'EDQUOT' };

const WORDS: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota of this user is used up',
  EROFS: 'the disk is read-only',
  EACCES: 'this user may not write there',
  EPERM: 'this user may not write there',
  '53100': 'the disk is full',
};

/** The reason why files cannot be written, in words; null: the error has another reason. */
export function fileFailure(error: unknown): string | null {
  const { code, errno, message, driverError } = (error ?? {}) as FileError;
  if (driverError !== undefined) return fileFailure(driverError);
  const known = WORDS[String(code)] ?? (typeof errno === 'number' ? WORDS[WASI[errno] ?? ''] : undefined);
  if (known !== undefined) return known;
  return typeof message === 'string' && /no space left/i.test(message) ? WORDS['ENOSPC']! : null;
}

/** The words for any error; PGlite throws objects that are no errors. */
export function wordsOf(error: unknown): string {
  const words = fileFailure(error);
  if (words !== null) return words;
  if (error instanceof Error) return error.message;
  const { name, errno } = (error ?? {}) as { readonly name?: unknown; readonly errno?: unknown };
  return typeof errno === 'number' ? `${String(name ?? 'error')} ${errno}` : String(error);
}

/** PostgreSQL writes its log in files of this size, and does not start without room for one. */
const NEEDED_BYTES = 16 * 1024 * 1024;

/** Words to add to the reason if the disk has little room; otherwise none. */
export function roomOn(directory: string): string {
  try {
    const { bavail, bsize } = statfsSync(directory);
    const free = bavail * bsize;
    return free < NEEDED_BYTES ? `; its disk has ${Math.floor(free / 2 ** 20)} MB left, and 16 MB are needed` : '';
  } catch {
    return '';
  }
}
