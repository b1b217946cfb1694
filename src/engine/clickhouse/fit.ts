import type { EngineRow } from '../engine';
import { refused } from './failure';
import { REQUIRED, type ReadOnly, type StatementSettings } from './settings';

/** Materialized CTEs are new in this version. */
const OLDEST = [26, 3] as const;

/** What the server says about itself and the user. The user's profile decides everything. */
export const GREETING = {
  text: `SELECT version(), toString(getSetting('readonly')), currentUser()`,
  parameters: [],
};

/** The required settings as the profile has them. */
export const PROFILE = {
  text: `SELECT name, value FROM system.settings WHERE name IN {p1:Array(String)}`,
  parameters: [Object.keys(REQUIRED)],
};

/** Errors: ENGINE_UNAVAILABLE, if the server is too old. */
export function checkVersion(version: string): void {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const isOld = major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1]);
  if (isOld) throw refused(`it is ClickHouse ${version}; ${OLDEST.join('.')} or later is needed`);
}

export function readOnlyOf(text: string | null | undefined): ReadOnly {
  return text === '1' || text === '2' ? text : '0';
}

/**
 * Checks the profile of a user who may change no settings. Errors: ENGINE_UNAVAILABLE, which names
 * the settings that the profile lacks.
 */
export function checkProfile(user: string, rows: readonly EngineRow[]): void {
  const found = new Map(rows.map(([name, value]) => [name, value]));
  const missing = (Object.entries(REQUIRED) satisfies [keyof StatementSettings, string][])
    .filter(([name, value]) => found.get(name) !== value)
    .map(([name, value]) => `${name} = ${value}`);
  if (missing.length === 0) return;
  throw refused(
    `the user "${user}" may change no settings (readonly = 1) and its profile lacks ${missing.join(', ')}; ` +
      'set readonly = 2 for it, or add these settings to its profile',
  );
}
