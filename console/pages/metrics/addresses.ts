/** Returns the address of the explore page that shows a metric, by a dimension if there is one. */
export function exploreAddress(metric: string, dimension?: string): string {
  const state = new URLSearchParams({ metrics: metric });
  if (dimension !== undefined) state.set('by', dimension);
  return `/explore?${state.toString()}`;
}
