import { randomBytes } from 'node:crypto';

/** What a client is told to find an error in the log by. */
export function reference(): string {
  return randomBytes(6).toString('hex');
}
