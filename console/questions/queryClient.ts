import { QueryClient } from '@tanstack/react-query';
import { GatewayProblem } from './problem';

/** Problems that the same question may not meet again a moment later. */
const PASSING = new Set(['UNREACHABLE', 'ENGINE_UNAVAILABLE', 'IDENTITY_UNAVAILABLE']);
const MAX_RETRIES = 2;
const FRESH_MS = 30_000;

/**
 * The answers of this document. They are asked again after half a minute, when a person looks at
 * them again.
 */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: FRESH_MS,
      retry: (count, error) => count < MAX_RETRIES && error instanceof GatewayProblem && PASSING.has(error.code),
    },
  },
});
