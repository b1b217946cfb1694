import type { Config } from '../config';
import { StartupProblem } from '../startupProblem';
import { isLoopback } from './authConfig';

/**
 * Rejects a configuration that serves other machines without authentication, unless `insecure` says
 * that this is intended. Errors: StartupProblem.
 */
export function refuseExposure({ host, auth, insecure }: Pick<Config, 'host' | 'auth' | 'insecure'>): void {
  if (isLoopback(host) || auth !== null || insecure) return;
  throw new StartupProblem(
    `HOST is "${host}", which other machines can reach, and no authentication is configured. Set JWT_SECRET, JWT_JWKS_URL or API_KEYS_FILE ` +
      '(docs/operations.md#authentication), or listen on 127.0.0.1. If this is intended, use `metergate serve --insecure` or INSECURE=1.',
  );
}
