import { createHash } from 'node:crypto';
import type { Definitions } from './finish';

/**
 * Hash of the definitions only: comments, layout, files and lines do not count. The order of
 * declarations counts, because people see it. A table without `settles` has the hash that it had
 * before this word existed.
 */
export function versionOf(definitions: Definitions): string {
  const canonical = JSON.stringify(definitions, (key, value: unknown) =>
    key === 'sourceLocation' || (key === 'settles' && value === null)
      ? undefined
      : value instanceof Map
        ? [...(value as Map<string, unknown>)]
        : value,
  );
  return createHash('sha256').update(canonical).digest('hex').slice(0, 16);
}
