import { createRemoteJWKSet, type JWTVerifyGetKey } from 'jose';

/** An issuer that does not answer within this time counts as unavailable. */
const WITHIN_MS = 5_000;
/** Keys of this age are fetched again in the background, so that no request waits for that. */
const REFRESH_MS = 5 * 60_000;
/** Keys of this age are fetched again before they are used, except after a failure. */
const STALE_MS = 10 * 60_000;
/** Keys of this age are not used any more. */
const KEPT_MS = 12 * 3_600_000;
/** The gateway tries again at most this often after a failure. */
const RETRY_MS = 30_000;

interface IssuerOptions {
  readonly warn: (line: string) => void;
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
}

/**
 * Returns the keys of an issuer. They are fetched for the first token, and again in the background
 * before they are stale. If that fails, they stay in use for half a day, so that an outage of the
 * issuer affects only tokens with new keys. Errors: those of jose.
 */
export function issuerKeys(url: URL, { warn, now = Date.now }: IssuerOptions): JWTVerifyGetKey {
  // jose finds the key and fetches again for an unknown one; this function decides about age.
  const keys = createRemoteJWKSet(url, { timeoutDuration: WITHIN_MS, cacheMaxAge: Infinity });
  let fetchedAt: number | null = null;
  let failedAt: number | null = null;
  const refresh = async (): Promise<void> => {
    const began = now();
    try {
      await keys.reload();
      fetchedAt = began;
      failedAt = null;
    } catch (error) {
      // All requests of one attempt fail together, and the log needs one line.
      if (failedAt === null || began - failedAt >= RETRY_MS) warn(failure(error, fetchedAt !== null));
      failedAt = began;
      throw error;
    }
  };
  const prepare = async (): Promise<void> => {
    const age = fetchedAt === null ? Infinity : now() - fetchedAt;
    if (age >= KEPT_MS) return refresh();
    if (age < REFRESH_MS || (failedAt !== null && now() - failedAt < RETRY_MS)) return;
    const refreshed = refresh().catch(() => undefined);
    // If the last attempt failed, the next one may take long and fail too.
    if (age >= STALE_MS && failedAt === null) await refreshed;
  };
  return async (header, token) => {
    await prepare();
    return keys(header, token);
  };
}

function failure(error: unknown, hasKeys: boolean): string {
  const then = hasKeys
    ? 'The keys that were fetched before stay in use for up to 12 hours.'
    : 'No token can be checked.';
  return `The keys of JWT_JWKS_URL cannot be fetched: ${(error as Error).message}. ${then}`;
}
