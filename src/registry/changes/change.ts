import type { Condition } from '../../model/condition';

/**
 * How a change affects callers. `breaking`: a query that worked fails, or its answer has another
 * shape. `meaning`: the same query returns other numbers. `safe`: neither.
 */
export const SEVERITIES = ['breaking', 'meaning', 'safe'] as const;
export type Severity = (typeof SEVERITIES)[number];

export interface Subject {
  readonly kind: 'metric' | 'dimension' | 'table' | 'group' | 'registry' | 'api';
  /** Null for the registry or the API as a whole. */
  readonly key: string | null;
}

/** One difference between two registries, or between their published schemas. */
export interface Change {
  readonly severity: Severity;
  readonly what: 'added' | 'removed' | 'changed';
  readonly subject: Subject;
  /** The rest of a sentence that begins with the subject. */
  readonly message: string;
  /** A remedy for the author of the change; null: none. */
  readonly advice: string | null;
  /** Other metrics whose numbers change too. */
  readonly affects: readonly string[];
}

/** A change of a subject that exists in both registries. */
export function changed(
  subject: Subject,
  severity: Severity,
  message: string,
  { advice = null, affects = [] }: Partial<Pick<Change, 'advice' | 'affects'>> = {},
): Change {
  return { severity, what: 'changed', subject, message, advice, affects };
}

/** The keys in both maps, in the order of the newer one. */
export function inBoth(old: ReadonlyMap<string, unknown>, next: ReadonlyMap<string, unknown>): string[] {
  return [...next.keys()].filter((key) => old.has(key));
}

/** Whether two values of the registry are the same, apart from where they are declared. */
export function isSame(one: unknown, other: unknown): boolean {
  return canonical(one) === canonical(other);
}

/** The content of a value of the registry as text, without where it is declared. */
export function canonical(value: unknown): string {
  return JSON.stringify(value ?? null, (key, inner: unknown) => {
    if (key === 'sourceLocation') return undefined;
    // The condition decides, and not how its author wrote it.
    if (isWritten(inner)) return sorted(inner.of);
    if (inner instanceof Map) return [...(inner as Map<string, unknown>)];
    return isRecord(inner) ? sorted(inner) : inner;
  });
}

export function isWritten(value: unknown): value is Extract<Condition, { readonly kind: 'written' }> {
  return isRecord(value) && 'kind' in value && value.kind === 'written';
}

function isRecord(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The default locale is the first of a text. A text is the same if only the default is another. */
function sorted(record: object): object {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}
