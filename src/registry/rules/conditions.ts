import type { Filter, Scalar } from '../grammar/filter';
import type { ProblemList } from '../problems';
import type { Column, Condition } from '../registry';
import type { Spot } from '../yaml/spot';
import { anyColumn } from './columns';
import type { TableDraft } from './tables';
import { readValue } from './values';

/** The filters of a metric as one condition on the rows of its table; null if there are problems with them. */
export function readFilters(
  filters: readonly (Filter | null)[],
  spot: Spot,
  table: TableDraft,
  problems: ProblemList,
): Condition | null {
  return all(filters.map((filter, index) => filter && readFilter(filter, spot.at(index), table, problems)));
}

function readFilter(filter: Filter, spot: Spot, table: TableDraft, problems: ProblemList): Condition | null {
  return all(
    spot.keys.map((key) => {
      const [at, field] = [spot.at(key), filter[key]];
      if (key === 'not') return negated(readFilter(field as Filter, at, table, problems));
      if (key === 'any') {
        return any((field as Filter[]).map((option, index) => readFilter(option, at.at(index), table, problems)));
      }
      const column = anyColumn(table, key, at, problems);
      return column && readColumn(column, field as Scalar | Scalar[], at, problems);
    }),
  );
}

function readColumn(column: Column, field: Scalar | Scalar[], spot: Spot, problems: ProblemList): Condition | null {
  const spots = Array.isArray(field) ? field.map((_, index) => spot.at(index)) : [spot];
  const given = spots.filter((at) => at.value !== null);
  const values = given.map((at) => readValue(column, at, problems));
  if (values.includes(null)) return null;
  const options: Condition[] = [];
  if (given.length > 0) options.push({ kind: 'in', column: column.key, values: [...new Set(values as string[])] });
  if (given.length < spots.length) options.push({ kind: 'null', column: column.key });
  return any(options);
}

type Parts = readonly (Condition | null)[];

function all(parts: Parts): Condition | null {
  if (parts.includes(null)) return null;
  // Conjunctions within conjunctions are one: the files' lists and mappings are for reading.
  const of = (parts as Condition[]).flatMap((part) => (part.kind === 'all' ? part.of : [part]));
  return of.length === 1 ? of[0]! : { kind: 'all', of };
}

function any(parts: Parts): Condition | null {
  if (parts.includes(null)) return null;
  return parts.length === 1 ? parts[0]! : { kind: 'any', of: parts as Condition[] };
}

function negated(part: Condition | null): Condition | null {
  return part && { kind: 'not', of: part };
}
