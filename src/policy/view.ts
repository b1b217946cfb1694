import { gatewayError } from '../errors';
import { nearestName } from '../model/nearest';
import type { Registry } from '../model/registry';
import type { Role } from '../model/role';
import { withClaims } from './claims';
import { EVERYTHING, type Policy } from './policy';
import { visibleTo } from './visibleRegistry';
import type { Viewer } from './viewer';

/** What there is for a viewer. */
export interface View {
  /** What can be asked: nothing else has a name. */
  readonly registry: Registry;
  readonly policy: Policy;
  /** Errors: FORBIDDEN where the viewer is not shown how answers are computed. */
  readonly checkPlan: () => void;
}

/** Errors: FORBIDDEN for a role that the registry does not have, and for claims that a role goes by and that are missing or of no use. */
export function viewOf(registry: Registry, { role: key, claims }: Viewer): View {
  if (key === null) return { registry, policy: EVERYTHING, checkPlan: () => undefined };
  const role = roleOf(registry, key);
  const rows = withClaims(registry, role, claims);
  return {
    registry: visibleTo(registry, role),
    policy: { rows, public: role.public, smallestGroup: role.smallestGroup },
    checkPlan: () => {
      if (role.plan) return;
      const problem = `The role "${key}" is not shown how answers are computed.`;
      throw gatewayError('FORBIDDEN', { problem, hint: 'Leave `plan` out, or ask with a role that has `plan: true`.' });
    },
  };
}

/** Errors: FORBIDDEN. */
export function roleOf({ roles }: Registry, key: string): Role {
  const role = roles.get(key);
  if (role !== undefined) return role;
  // The names of roles are not for everyone: a near one is told, which is a slip of the pen, and no list.
  const nearest = nearestName(key, roles.keys());
  const hint =
    nearest === null ? 'Whoever let you in names a role that the registry does not have.' : `Is "${nearest}" meant?`;
  throw gatewayError('FORBIDDEN', { problem: `There is no role ${JSON.stringify(key)}.`, hint });
}
