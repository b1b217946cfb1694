import type { Change, Subject } from './change';

/** The names that those who ask use, whether a registry or a published schema tells them. */
export interface Keys {
  /** Metric → why it is deprecated; null: it is not. */
  readonly metrics: ReadonlyMap<string, string | null>;
  readonly dimensions: ReadonlySet<string>;
}

/** What has come, gone and been marked as on its way out. */
export function keyChanges(old: Keys, next: Keys): Change[] {
  const metric = (key: string): Subject => ({ kind: 'metric', key });
  const dimension = (key: string): Subject => ({ kind: 'dimension', key });
  const deprecated = [...next.metrics].filter(
    ([key, reason]) => reason !== null && old.metrics.has(key) && old.metrics.get(key) !== reason,
  );
  return [
    ...without(old.metrics, next.metrics).map((key) =>
      removed(metric(key), 'was removed: questions that name it fail.', {
        advice: `\`was: ${key}\` at the metric that takes its place keeps them working.`,
      }),
    ),
    ...without(old.dimensions, next.dimensions).map((key) =>
      removed(dimension(key), 'was removed: questions that group or filter by it fail.'),
    ),
    ...deprecated.map(([key, reason]) => safe('changed', metric(key), `is deprecated now: ${reason}`)),
    ...without(next.metrics, old.metrics).map((key) => safe('added', metric(key), 'is new.')),
    ...without(next.dimensions, old.dimensions).map((key) => safe('added', dimension(key), 'is new.')),
  ];
}

type KeyCollection = ReadonlyMap<string, unknown> | ReadonlySet<string>;

/** The keys of the first that the second does not have. */
export function without(these: KeyCollection, those: KeyCollection): string[] {
  return [...these.keys()].filter((key) => !those.has(key));
}

export function removed(subject: Subject, message: string, { advice = null }: { advice?: string | null } = {}): Change {
  return { severity: 'breaking', what: 'removed', subject, message, advice, affects: [] };
}

function safe(what: Change['what'], subject: Subject, message: string): Change {
  return { severity: 'safe', what, subject, message, advice: null, affects: [] };
}
