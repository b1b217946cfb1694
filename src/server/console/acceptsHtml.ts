/** True if a person asks: a browser accepts HTML, and programs such as Prometheus do not. */
export function acceptsHtml(accept: string | undefined): boolean {
  return /\btext\/html\b/.test(accept ?? '');
}
