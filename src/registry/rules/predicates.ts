import type { Filter } from '../grammar/filter';
import type { Spot } from '../yaml/spot';

/** Leaves joined by `all`, `any` and `not`. A leaf is a condition on a column or a dimension. */
export type Predicate<L> =
  | L
  | { readonly kind: 'all' | 'any'; readonly of: readonly Predicate<L>[] }
  | { readonly kind: 'not'; readonly of: Predicate<L> };

/**
 * How to turn a field of a filter into leaves, for the column or dimension that it names. Null:
 * there are problems, which are listed.
 */
export interface PredicateSubject<L> {
  readonly value: (spot: Spot) => string | null;
  readonly isOneOf: (values: readonly string[]) => L;
  readonly isNull: (spot: Spot) => L | null;
  /** Only where the filter allows a claim of the caller in place of values. */
  readonly isClaim?: (claim: string) => L;
}

type FindSubject<L> = (key: string, spot: Spot) => PredicateSubject<L> | null;

/** Reads filters as one predicate; null if any of them has problems. */
export function readPredicate<L extends { readonly kind: string }>(
  filters: readonly (Filter | null)[],
  spot: Spot,
  find: FindSubject<L>,
): Predicate<L> | null {
  return all(filters.map((filter, index) => filter && readFilter(filter, spot.at(index), find)));
}

function readFilter<L extends { readonly kind: string }>(
  filter: Filter,
  spot: Spot,
  find: FindSubject<L>,
): Predicate<L> | null {
  return all(
    spot.keys.map((key) => {
      const [at, field] = [spot.at(key), filter[key]];
      if (key === 'not') return negated(readFilter(field as Filter, at, find));
      if (key === 'any') {
        return any((field as Filter[]).map((option, index) => readFilter(option, at.at(index), find)));
      }
      const subject = find(key, at);
      if (subject?.isClaim && isClaim(field)) return subject.isClaim(field.claim);
      return subject && readField(subject, Array.isArray(field) ? field.map((_, index) => at.at(index)) : [at]);
    }),
  );
}

/** Reads the values at these spots, joined by `any`. Null may be one of the values. */
function readField<L>({ value, isOneOf, isNull }: PredicateSubject<L>, spots: readonly Spot[]): Predicate<L> | null {
  const present = spots.filter((at) => at.value !== null);
  const none = spots.find((at) => at.value === null);
  const values = present.map(value);
  const options: (Predicate<L> | null)[] = [];
  if (present.length > 0) options.push(values.includes(null) ? null : isOneOf([...new Set(values as string[])]));
  if (none) options.push(isNull(none));
  return any(options);
}

type Parts<L> = readonly (Predicate<L> | null)[];

function all<L extends { readonly kind: string }>(parts: Parts<L>): Predicate<L> | null {
  if (parts.includes(null)) return null;
  // Flattens nested conjunctions: lists and mappings in the files are only layout.
  const of = (parts as readonly Predicate<L>[]).flatMap((part) =>
    part.kind === 'all' ? (part as { readonly of: readonly Predicate<L>[] }).of : [part],
  );
  return of.length === 1 ? of[0]! : { kind: 'all', of };
}

function any<L>(parts: Parts<L>): Predicate<L> | null {
  if (parts.includes(null)) return null;
  return parts.length === 1 ? parts[0]! : { kind: 'any', of: parts as readonly Predicate<L>[] };
}

function negated<L>(part: Predicate<L> | null): Predicate<L> | null {
  return part && { kind: 'not', of: part };
}

/** The grammar allows no other mapping in place of values. */
function isClaim(field: Filter[string]): field is { claim: string } & Filter {
  return typeof field === 'object' && field !== null && !Array.isArray(field);
}
