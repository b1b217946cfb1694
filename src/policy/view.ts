import { gatewayError } from '../errors';
import { nearestName } from '../model/nearest';
import type { Registry } from '../model/registry';
import type { Role } from '../model/role';
import { withClaims } from './claims';
import { EVERYTHING, type Policy } from './policy';
import { visibleTo } from './visibleRegistry';
import type { Viewer } from './viewer';

/** The part of the registry and the policy for one viewer. */
export interface View {
  /** The visible registry. Other names do not exist for the viewer. */
  readonly registry: Registry;
  readonly policy: Policy;
  /** Errors: FORBIDDEN if the viewer may not see how answers are computed. */
  readonly checkPlan: () => void;
}

/**
 * The view of a viewer. Errors: FORBIDDEN for an unknown role, and for a claim that the role needs
 * but that is missing or unusable.
 */
export function viewOf(registry: Registry, { role: key, claims }: Viewer): View {
  if (key === null) return { registry, policy: EVERYTHING, checkPlan: () => undefined };
  const role = roleOf(registry, key);
  const rows = withClaims(registry, role, claims);
  return {
    registry: visibleTo(registry, role),
    policy: { rows, public: role.public, smallestGroup: role.smallestGroup },
    checkPlan: () => {
      if (role.plan) return;
      const problem = `The role "${key}" may not see how answers are computed.`;
      throw gatewayError('FORBIDDEN', { problem, hint: 'Leave out `plan`, or use a role with `plan: true`.' });
    },
  };
}

/** The role with a key. Errors: FORBIDDEN if the registry has no such role. */
export function roleOf({ roles }: Registry, key: string): Role {
  const role = roles.get(key);
  if (role !== undefined) return role;
  // The names of roles are not public. A near name helps with a typing mistake; a list would reveal
  // all.
  const nearest = nearestName(key, roles.keys());
  const hint =
    nearest === null
      ? 'Your token or API key names a role that the registry does not have.'
      : `Did you mean "${nearest}"?`;
  throw gatewayError('FORBIDDEN', { problem: `There is no role ${JSON.stringify(key)}.`, hint });
}
