import { acceptsHtml } from './acceptsHtml';

/**
 * Returns the address of a request, with the page of `/metrics` in place of the figures if a person
 * asks for it. The page's own address is `/metrics/`.
 */
export function withMetricsPage(url: string, accept: string | undefined): string {
  if (!acceptsHtml(accept)) return url;
  return url.replace(/^\/metrics(?=$|\?)/, '/metrics/');
}
