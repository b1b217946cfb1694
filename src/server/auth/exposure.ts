import type { Config } from '../config';
import { StartupProblem } from '../startupProblem';
import { isLoopback } from './authConfig';

/** Nobody should find out from others that their numbers could be asked for from anywhere. Errors: StartupProblem. */
export function refuseExposure({ host, auth, insecure }: Pick<Config, 'host' | 'auth' | 'insecure'>): void {
  if (isLoopback(host) || auth !== null || insecure) return;
  throw new StartupProblem(
    `HOST is "${host}", where others than this machine can ask, and nobody is asked who they are. Set JWT_SECRET, JWT_JWKS_URL or API_KEYS_FILE ` +
      '(docs/operations.md#authentication), or listen on 127.0.0.1, or say that it is meant so: `metergate serve --insecure`, or INSECURE=1.',
  );
}
