import type { Change, Subject } from '../../registry/changes/change';
import { changesOf } from '../../registry/changes/changesOf';
import type { Registry } from '../../model/registry';

/** The most names that fit on one line. */
const MOST_NAMES = 8;

/** Returns one line about the registry that is served now. */
export function reloadedInWords(old: Registry, next: Registry): string {
  const changes = changesOf(old, next);
  const lists = (['added', 'removed', 'changed'] as const).flatMap((what) => {
    const names = namesOf(changes.filter((change) => change.what === what));
    return names.length === 0 ? [] : [`${what}: ${listed(names)}`];
  });
  // For example, only the order of declarations changed.
  const summary = lists.length === 0 ? 'nothing that clients would notice' : lists.join('; ');
  return `Registry reloaded: ${next.metrics.size} metrics, ${next.dimensions.size} dimensions (${summary})`;
}

function namesOf(changes: readonly Change[]): string[] {
  return [...new Set(changes.map(({ subject }) => nameOf(subject)))];
}

function nameOf({ kind, key }: Subject): string {
  if (key === null) return 'settings';
  return kind === 'metric' || kind === 'dimension' ? key : `${kind} ${key}`;
}

function listed(names: readonly string[]): string {
  const more = names.length - MOST_NAMES;
  return more > 0 ? `${names.slice(0, MOST_NAMES).join(', ')} and ${more} more` : names.join(', ');
}
