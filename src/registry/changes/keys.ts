import type { Change, Subject } from './change';

/** The names that callers use, from a registry or a published schema. */
export interface Keys {
  /** Metric → reason for its deprecation; null: not deprecated. */
  readonly metrics: ReadonlyMap<string, string | null>;
  readonly dimensions: ReadonlySet<string>;
}

/** Added, removed and newly deprecated keys. */
export function keyChanges(old: Keys, next: Keys): Change[] {
  const metric = (key: string): Subject => ({ kind: 'metric', key });
  const dimension = (key: string): Subject => ({ kind: 'dimension', key });
  const deprecated = [...next.metrics].filter(
    ([key, reason]) => reason !== null && old.metrics.has(key) && old.metrics.get(key) !== reason,
  );
  return [
    ...without(old.metrics, next.metrics).map((key) =>
      removed(metric(key), 'was removed: queries that name it fail.', {
        advice: `\`was: ${key}\` on the metric that replaces it keeps them working.`,
      }),
    ),
    ...without(old.dimensions, next.dimensions).map((key) =>
      removed(dimension(key), 'was removed: queries that group or filter by it fail.'),
    ),
    ...deprecated.map(([key, reason]) => safe('changed', metric(key), `is deprecated now: ${reason}`)),
    ...without(next.metrics, old.metrics).map((key) => safe('added', metric(key), 'is new.')),
    ...without(next.dimensions, old.dimensions).map((key) => safe('added', dimension(key), 'is new.')),
  ];
}

type KeyCollection = ReadonlyMap<string, unknown> | ReadonlySet<string>;

/** The keys of the first collection that the second one does not have. */
export function without(these: KeyCollection, those: KeyCollection): string[] {
  return [...these.keys()].filter((key) => !those.has(key));
}

export function removed(subject: Subject, message: string, { advice = null }: { advice?: string | null } = {}): Change {
  return { severity: 'breaking', what: 'removed', subject, message, advice, affects: [] };
}

function safe(what: Change['what'], subject: Subject, message: string): Change {
  return { severity: 'safe', what, subject, message, advice: null, affects: [] };
}
