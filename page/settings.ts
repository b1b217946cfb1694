/** What the server has written into the page (src/server/graphiql/html.ts). */
export interface Settings {
  /** What style sheets must carry to be taken; another one with each response. */
  readonly nonce: string;
  readonly language: 'en' | 'zh';
  /** A query for each tab of someone who comes for the first time. */
  readonly examples: readonly string[];
}

export function settings(): Settings {
  return JSON.parse(document.getElementById('settings')!.textContent!) as Settings;
}
