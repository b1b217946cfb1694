import type { Filter } from '../grammar/filter';
import type { Spot } from '../yaml/spot';

/** Leaves joined by `all`, `any` and `not`: a condition on columns, or on dimensions. */
export type Predicate<L> =
  | L
  | { readonly kind: 'all' | 'any'; readonly of: readonly Predicate<L>[] }
  | { readonly kind: 'not'; readonly of: Predicate<L> };

/** What the fields of filters name, and what it is to equal values. Null: there are problems with it, which are listed. */
export interface PredicateSubject<L> {
  readonly value: (spot: Spot) => string | null;
  readonly isOneOf: (values: readonly string[]) => L;
  readonly isNull: (spot: Spot) => L | null;
  /** Where a claim of who asks may stand for values. */
  readonly isClaim?: (claim: string) => L;
}

type FindSubject<L> = (key: string, spot: Spot) => PredicateSubject<L> | null;

/** Filters as one predicate; null if there are problems with any of them. */
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

/** Any of the values at these spots, null among them or not. */
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
  // Conjunctions within conjunctions are one: the files' lists and mappings are for reading.
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

/** The grammar has seen to it that no other mapping stands where values do. */
function isClaim(field: Filter[string]): field is { claim: string } & Filter {
  return typeof field === 'object' && field !== null && !Array.isArray(field);
}
