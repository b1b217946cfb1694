import { gatewayError, GatewayError } from '../../errors';
import { viewOf } from '../../policy/view';
import { ANYBODY, type Viewer } from '../../policy/viewer';
import type { Registry } from '../../model/registry';
import { HttpProblem } from '../http/httpProblem';
import { ANONYMOUS, type Identity } from './identity';

/**
 * Returns the part of a registry that the caller may use. It is everything if there is no
 * authentication, or if the registry has no roles. If it has roles, a caller without a role sees
 * nothing. Routers validate with the schema of all roles together. Errors: HttpProblem 403 with
 * FORBIDDEN, for a missing or unknown role, and for claims that are missing or not usable.
 */
export function viewerOf(identity: Identity, registry: Registry): Viewer {
  const { role, claims, isRouter } = identity;
  if (identity === ANONYMOUS || (role === null && registry.roles.size === 0)) return ANYBODY;
  if (role === null) throw new HttpProblem(403, NO_ROLE);
  const viewer: Viewer = { role, claims, schema: isRouter ? 'full' : 'own' };
  try {
    viewOf(registry, viewer);
  } catch (error) {
    throw error instanceof GatewayError ? new HttpProblem(403, error) : error;
  }
  return viewer;
}

const NO_ROLE = gatewayError('FORBIDDEN', {
  problem: 'You have no role, and this registry is visible only to roles.',
  hint: 'Ask the person who manages your access to name a role: in the token, with the API key, or in the claims that a router forwards.',
});
