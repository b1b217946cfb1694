/**
 * How much a change takes from those who ask: `breaking`, a question that was answered fails, or is answered in another shape; `meaning`, the same
 * question is answered with other numbers; `safe`, neither.
 */
export const SEVERITIES = ['breaking', 'meaning', 'safe'] as const;
export type Severity = (typeof SEVERITIES)[number];

export interface Subject {
  readonly kind: 'metric' | 'dimension' | 'table' | 'group' | 'registry' | 'api';
  /** Of the registry and the API as a whole null. */
  readonly key: string | null;
}

/** One difference between two registries, or between what two of them publish. */
export interface Change {
  readonly severity: Severity;
  readonly what: 'added' | 'removed' | 'changed';
  readonly subject: Subject;
  /** What has become of the subject, as the rest of a sentence that it begins. */
  readonly message: string;
  /** What those can do who made it; null: nothing but to know it. */
  readonly advice: string | null;
  /** Metrics whose numbers change with it, beside the subject. */
  readonly affects: readonly string[];
}

/** A change of a subject that was there before and is still. */
export function changed(
  subject: Subject,
  severity: Severity,
  message: string,
  { advice = null, affects = [] }: Partial<Pick<Change, 'advice' | 'affects'>> = {},
): Change {
  return { severity, what: 'changed', subject, message, advice, affects };
}

/** The keys that both have, in the order of the newer. */
export function inBoth(old: ReadonlyMap<string, unknown>, next: ReadonlyMap<string, unknown>): string[] {
  return [...next.keys()].filter((key) => old.has(key));
}

/** Whether two values of the registry say the same, wherever they are declared. */
export function isSame(one: unknown, other: unknown): boolean {
  return canonical(one) === canonical(other);
}

/** What a value of the registry says, without where it is declared. */
export function canonical(value: unknown): string {
  return JSON.stringify(value ?? null, (key, inner: unknown) =>
    key === 'sourceLocation' ? undefined : inner instanceof Map ? [...(inner as Map<string, unknown>)] : inner,
  );
}
