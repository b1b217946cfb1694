import { randomBytes } from 'node:crypto';

/** Returns a random id by which a client's error can be found in the log. */
export function reference(): string {
  return randomBytes(6).toString('hex');
}
