import { StartupProblem } from '../startupProblem';

/** The names that lead to a claim, from the outside in: `realm_access`, `roles`. At least one. */
export type ClaimPath = readonly string[];

/**
 * Reads the path to a claim. Dots separate names: `realm_access.roles`. A text with `://` is one
 * name, because some issuers name claims by addresses. A JSON list has any names:
 * `["https://example.com/app","role"]`. Errors: StartupProblem.
 */
export function readClaimPath(setting: string, text: string): ClaimPath {
  const path = text.startsWith('[') ? listed(text) : text.includes('://') ? [text] : text.split('.');
  if (path !== null && path.length > 0 && path.every((name) => name.trim() !== '')) return path;
  throw new StartupProblem(
    `${setting} is "${text}", which names no claim. Write it like role, realm_access.roles, https://example.com/role or ["https://example.com/app","role"].`,
  );
}

function listed(text: string): ClaimPath | null {
  try {
    const names: unknown = JSON.parse(text);
    return Array.isArray(names) && names.every((name) => typeof name === 'string') ? names : null;
  } catch {
    return null;
  }
}
