import type { TileQuery } from '../../../query/dashboard';

/** The arguments of `metricSeries` for the query of a tile, as the variables of a document. */
export function variablesOf(query: TileQuery): Record<string, unknown> {
  const { metrics, range, grain, groupBy, where, compare, top, timeZone } = query;
  return {
    select: metrics,
    range: withEnum(range, 'unit'),
    grain: grain.toUpperCase(),
    groupBy,
    ...(where !== null && { where }),
    ...(compare !== null && { compare: withEnum(compare, 'unit') }),
    ...(top !== null && { top: withEnum(top, 'direction') }),
    ...(timeZone !== null && { timeZone }),
  };
}

/** Names of enums are in upper case. */
function withEnum<Field extends string>(input: { readonly [F in Field]?: unknown }, field: Field): object {
  const member = input[field];
  return typeof member === 'string' ? { ...input, [field]: member.toUpperCase() } : input;
}
