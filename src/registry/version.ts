import { createHash } from 'node:crypto';
import type { Definitions } from './finish';

/**
 * Hash of the definitions only: comments, layout, files and lines do not count. The order of
 * declarations counts, because people see it.
 */
export function versionOf(definitions: Definitions): string {
  const canonical = JSON.stringify(definitions, (key, value: unknown) =>
    key === 'sourceLocation' ? undefined : value instanceof Map ? [...(value as Map<string, unknown>)] : value,
  );
  return createHash('sha256').update(canonical).digest('hex').slice(0, 16);
}
