/** Settings that the server writes into the page (src/server/graphiql/html.ts). */
export interface Settings {
  /** The nonce that a style sheet needs. Each response has a new one. */
  readonly nonce: string;
  readonly language: 'en' | 'zh';
  /** The queries of the tabs at a first visit. */
  readonly examples: readonly string[];
}

export function settings(): Settings {
  return JSON.parse(document.getElementById('settings')!.textContent!) as Settings;
}
