import { IGNORE_CASE, type FilterOperator } from '../../model/operators';
import type { ValueTest } from '../../model/valueTest';
import type { Filter, OperatorsGrammar } from '../grammar/filter';
import type { ProblemList } from '../problems';
import type { Spot } from '../yaml/spot';
import { checkIgnoreCase, readOperator, readValues, type OperatorSubject } from './operators';

/** Leaves joined by `all`, `any` and `not`. A leaf is a condition on a column or a dimension. */
export type Predicate<L> =
  | L
  | { readonly kind: 'all' | 'any'; readonly of: readonly Predicate<L>[] }
  | { readonly kind: 'not'; readonly of: Predicate<L> };

/** The subject of a filter's field. Null results have problems, which are listed. */
export interface PredicateSubject<L extends Leaf> extends OperatorSubject {
  readonly leaf: (test: ValueTest) => L;
  /** Only if a claim of the caller may replace values. */
  readonly claim?: (claim: string) => L;
}

type Leaf = { readonly kind: string };

/** How the fields of a filter are read, and filters that are expressions. */
export interface FilterReader<L extends Leaf> {
  readonly subject: (key: string, spot: Spot) => PredicateSubject<L> | null;
  readonly expression: (text: string, spot: Spot) => Predicate<L> | null;
}

/** Reads filters as one predicate; null if any of them has problems. */
export function readPredicate<L extends Leaf>(
  filters: readonly (Filter | string | null)[],
  spot: Spot,
  reader: FilterReader<L>,
  problems: ProblemList,
): Predicate<L> | null {
  return all(
    filters.map((filter, index) => {
      if (typeof filter === 'string') return reader.expression(filter, spot.at(index));
      return filter && readFilter(filter, spot.at(index), reader, problems);
    }),
  );
}

function readFilter<L extends Leaf>(
  filter: Filter,
  spot: Spot,
  reader: FilterReader<L>,
  problems: ProblemList,
): Predicate<L> | null {
  return all(
    spot.keys.map((key) => {
      const [at, field] = [spot.at(key), filter[key]];
      if (key === 'not') return negated(readFilter(field as Filter, at, reader, problems));
      if (key === 'any') {
        return any((field as Filter[]).map((option, index) => readFilter(option, at.at(index), reader, problems)));
      }
      const subject = reader.subject(key, at);
      if (subject === null) return null;
      if (isOperators(field)) return readOperators(subject, field, at, problems);
      return readField(subject, Array.isArray(field) ? field.map((_, index) => at.at(index)) : [at]);
    }),
  );
}

/** Any of the values at these spots. One of them may be null. */
function readField<L extends Leaf>(subject: PredicateSubject<L>, spots: readonly Spot[]): Predicate<L> | null {
  const present = spots.filter((at) => at.value !== null);
  const none = spots.find((at) => at.value === null);
  const options: (Predicate<L> | null)[] = [];
  if (present.length > 0) options.push(leafOf(subject, readValues(subject, present)));
  if (none) options.push(subject.isNullable(none) ? subject.leaf({ kind: 'null' }) : null);
  return any(options);
}

/** Operators of one field, all of which must hold. */
function readOperators<L extends Leaf>(
  subject: PredicateSubject<L>,
  fields: OperatorsGrammar,
  spot: Spot,
  problems: ProblemList,
): Predicate<L> | null {
  if (fields.claim !== undefined) {
    if (spot.keys.length === 1) return subject.claim!(fields.claim);
    problems.add(
      spot.at('claim'),
      'does not stand alone',
      '`claim` without operators, which go into another condition',
    );
    return null;
  }
  const isFit = checkIgnoreCase(subject, spot, problems);
  if (spot.keys.length === 0) {
    problems.add(spot, 'has no operator', 'an operator, such as `gte: 50`');
    return null;
  }
  const words = spot.keys.filter((key): key is FilterOperator => key !== IGNORE_CASE);
  const parts = words.map((operator) => {
    const signed = readOperator(subject, operator, spot, problems);
    const leaf = signed && leafOf(subject, signed.test);
    return leaf && !signed!.holds ? negated<L>(leaf) : leaf;
  });
  return isFit ? all(parts) : null;
}

function leafOf<L extends Leaf>(subject: PredicateSubject<L>, test: ValueTest | null): L | null {
  return test && subject.leaf(test);
}

type Parts<L> = readonly (Predicate<L> | null)[];

function all<L extends Leaf>(parts: Parts<L>): Predicate<L> | null {
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

function isOperators(field: Filter[string]): field is OperatorsGrammar {
  return typeof field === 'object' && field !== null && !Array.isArray(field);
}
