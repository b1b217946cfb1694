/**
 * Returns the address of a request, with the page of `/metrics` in place of the figures if a person
 * asks for it: a browser accepts HTML, and Prometheus does not. The page's own address is
 * `/metrics/`.
 */
export function withMetricsPage(url: string, accept: string | undefined): string {
  if (!/\btext\/html\b/.test(accept ?? '')) return url;
  return url.replace(/^\/metrics(?=$|\?)/, '/metrics/');
}
