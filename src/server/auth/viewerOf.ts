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
 * FORBIDDEN, for a missing or unknown role, for several roles, and for claims that are missing or
 * not usable.
 */
export function viewerOf(identity: Identity, registry: Registry): Viewer {
  const { claims, isRouter } = identity;
  const role = oneRole(identity.role, registry);
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

/**
 * Returns the role that a token names. Issuers list roles of other services too, so only the names
 * of the registry's roles count. Errors: HttpProblem 403 with FORBIDDEN, if none or several do.
 */
function oneRole(named: Identity['role'], { roles }: Registry): string | null {
  if (named === null || typeof named === 'string') return named;
  const [role = null, ...others] = new Set(named.filter((name) => roles.has(name)));
  if (others.length > 0) throw new HttpProblem(403, severalRoles([role!, ...others]));
  if (role === null && named.length > 0 && roles.size > 0) throw new HttpProblem(403, NO_KNOWN_ROLE);
  return role;
}

function severalRoles(names: readonly string[]): GatewayError {
  return gatewayError('FORBIDDEN', {
    problem: `Your token has several roles of this registry: ${names.join(', ')}.`,
    hint: 'Ask the person who manages your access to leave you one of them.',
  });
}

const NO_KNOWN_ROLE = gatewayError('FORBIDDEN', {
  problem: 'None of the roles in your token is a role of this registry.',
  hint: 'Ask the person who manages your access to give you one of its roles.',
});

const NO_ROLE = gatewayError('FORBIDDEN', {
  problem: 'You have no role, and this registry is visible only to roles.',
  hint: 'Ask the person who manages your access to name a role: in the token, with the API key, or in the claims that a router forwards.',
});
