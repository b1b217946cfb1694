/** Settings that the server writes into each page (src/server/console/html.ts). */
export interface PageSettings {
  /** The nonce that a style sheet needs. Each response has a new one. */
  readonly nonce: string;
  readonly language: 'en' | 'zh';
  /** True if the gateway rejects documents that are not in its manifest. */
  readonly isTrustedOnly: boolean;
}

export interface GraphiqlSettings extends PageSettings {
  /** The queries of the tabs at a first visit. */
  readonly examples: readonly string[];
  /** The query of each new tab. */
  readonly newTab: string;
}

export interface ConsoleSettings extends PageSettings {
  /** The path from this page to the gateway's root: `./`, `../`, and so on. */
  readonly root: string;
  /** True if the gateway answers without a key or a token. */
  readonly isOpen: boolean;
}

export function settings<Settings extends PageSettings>(): Settings {
  return JSON.parse(document.getElementById('settings')!.textContent!) as Settings;
}
