import { gatewayError } from '../errors';
import { EVERYTHING, type Policy } from '../policy/policy';
import type { Dimension, Registry } from '../model/registry';

/**
 * Which values a dimension has, of those that hold `search` (any case) and those that are `named`
 * so.
 */
export interface ValuesQuery {
  readonly dimension: Dimension;
  /** Null: all. */
  readonly search: string | null;
  /** Values whose label in the registry holds `search`, in any language. */
  readonly named: readonly string[];
  readonly limit: number;
  readonly policy: Policy;
}

/** Errors: BAD_PAGE, RESULT_TOO_LARGE, BAD_FILTER for text that no stored text can hold. */
export function checkValuesQuery(
  registry: Registry,
  dimension: Dimension,
  request: { readonly search?: string | null; readonly limit: number },
  policy: Policy = EVERYTHING,
): ValuesQuery {
  const { limit } = request;
  const max = registry.limits.maxRows;
  if (limit < 0) throw gatewayError('BAD_PAGE', { argument: 'limit', value: limit });
  if (limit > max) throw gatewayError('RESULT_TOO_LARGE', { max, limit, pages: false });
  const search = request.search ?? '';
  if (search.includes('\0') || !search.isWellFormed()) {
    const problem = 'the text holds a character that no stored text can';
    throw gatewayError('BAD_FILTER', { path: 'values.search', problem, hint: 'Take it out.' });
  }
  return {
    dimension,
    search: search === '' ? null : search,
    named: search === '' ? [] : namedLike(dimension, search),
    limit,
    policy,
  };
}

function namedLike({ values }: Dimension, search: string): string[] {
  const wanted = search.toLowerCase();
  const found = [...values].filter(([, label]) =>
    Object.values(label).some((one: string) => one.toLowerCase().includes(wanted)),
  );
  return found.map(([value]) => value);
}
