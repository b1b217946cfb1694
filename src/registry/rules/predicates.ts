import type { Filter } from '../grammar/filter';
import type { Spot } from '../yaml/spot';

/** Leaves joined by `all`, `any` and `not`. A leaf is a condition on a column or a dimension. */
export type Predicate<L> =
  | L
  | { readonly kind: 'all' | 'any'; readonly of: readonly Predicate<L>[] }
  | { readonly kind: 'not'; readonly of: Predicate<L> };

/** The subject of a filter's field. Null results have problems, which are listed. */
export interface PredicateSubject<L extends { readonly kind: string }> {
  readonly value: (spot: Spot) => string | null;
  /**
   * The leaf of each kind. Readers check with `satisfies AllLeaves<…>` that no kind is missing, so
   * a new kind of leaf needs its form in the YAML.
   */
  readonly leaves: {
    readonly in: (values: readonly string[]) => L;
    readonly null: (spot: Spot) => L | null;
    /** Only if a claim of the caller may replace values. */
    readonly claim?: (claim: string) => L;
  };
}

export type AllLeaves<L extends { readonly kind: string }> = { readonly [K in L['kind']]: unknown };

type FindSubject<L extends { readonly kind: string }> = (key: string, spot: Spot) => PredicateSubject<L> | null;

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
      if (subject?.leaves.claim && isClaim(field)) return subject.leaves.claim(field.claim);
      return subject && readField(subject, Array.isArray(field) ? field.map((_, index) => at.at(index)) : [at]);
    }),
  );
}

/** Any of the values at these spots. One of them may be null. */
function readField<L extends { readonly kind: string }>(
  { value, leaves }: PredicateSubject<L>,
  spots: readonly Spot[],
): Predicate<L> | null {
  const present = spots.filter((at) => at.value !== null);
  const none = spots.find((at) => at.value === null);
  const values = present.map(value);
  const options: (Predicate<L> | null)[] = [];
  if (present.length > 0) options.push(values.includes(null) ? null : leaves.in([...new Set(values as string[])]));
  if (none) options.push(leaves.null(none));
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
