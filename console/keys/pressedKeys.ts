/** What a key of the page does. */
export type Action = 'search' | 'help' | 'overview' | 'explore' | 'retention' | 'metrics';

/** The keys of each action. Two keys are pressed one after the other. */
export const SHORTCUTS: readonly { readonly keys: readonly string[]; readonly action: Action }[] = [
  { keys: ['/'], action: 'search' },
  { keys: ['g', 'o'], action: 'overview' },
  { keys: ['g', 'e'], action: 'explore' },
  { keys: ['g', 'r'], action: 'retention' },
  { keys: ['g', 'm'], action: 'metrics' },
  { keys: ['?'], action: 'help' },
];

/** The second of two keys follows within this time. */
const MAX_PAUSE_MS = 1_500;

/** A pressed key that may be the first of two. */
export interface Pending {
  readonly key: string;
  readonly at: number;
}

/** Returns the action of a key, or what to remember until the next one. */
export function press(
  pending: Pending | null,
  key: string,
  at: number,
): { readonly action: Action | null; readonly pending: Pending | null } {
  const before = pending !== null && at - pending.at <= MAX_PAUSE_MS ? [pending.key] : [];
  const typed = [...before, key].join(' ');
  const found =
    SHORTCUTS.find(({ keys }) => keys.join(' ') === typed) ?? SHORTCUTS.find(({ keys }) => keys.join() === key);
  if (found !== undefined) return { action: found.action, pending: null };
  const begins = SHORTCUTS.some(({ keys }) => keys.length > 1 && keys[0] === key);
  return { action: null, pending: begins ? { key, at } : null };
}
