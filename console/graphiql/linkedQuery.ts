/** A query of the address, and its variables as text. */
export interface LinkedQuery {
  readonly query: string;
  readonly variables: string;
}

/** Returns the query that a link to this page has; null if it has none. */
export function linkedQuery(search: string): LinkedQuery | null {
  const parameters = new URLSearchParams(search);
  const query = parameters.get('query');
  return query === null || query === '' ? null : { query, variables: parameters.get('variables') ?? '' };
}

/** Takes the query out of the address, so that a reload does not open it again. */
export function forgetLinkedQuery(): void {
  const address = new URL(location.href);
  for (const name of ['query', 'variables']) address.searchParams.delete(name);
  history.replaceState(null, '', address);
}
