import { gatewayError, GatewayError } from '../../errors';
import { viewOf } from '../../policy/view';
import { ANYBODY, type Viewer } from '../../policy/viewer';
import type { Registry } from '../../model/registry';
import { HttpProblem } from '../http/httpProblem';
import { ANONYMOUS, type Identity } from './identity';

/**
 * What of a registry someone asks for. Everything is for whoever asks where nobody is asked who they are, and where the registry has no roles; where it has some,
 * nobody is shown anything without one. Routers validate by the schema of all roles. Errors: HttpProblem 403 with FORBIDDEN, for no role, one that there is not, and
 * claims that are missing or of no use.
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
  problem: 'Nothing says which role you have, and what there is to see goes by roles.',
  hint: 'Whoever lets you in has to name a role: in the token, with the API key, or in the claims that a router forwards.',
});
