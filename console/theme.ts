import { useSyncExternalStore } from 'react';

/** What the person has chosen. `system` follows the device. */
export type Theme = 'system' | 'light' | 'dark';

const KEY = 'metergate-theme';
const prefersDark = matchMedia('(prefers-color-scheme: dark)');
const listeners = new Set<() => void>();
let chosen = readTheme();
show();
prefersDark.addEventListener('change', changed);

export function useTheme(): { readonly chosen: Theme; readonly shown: 'light' | 'dark' } {
  return { chosen: useSyncExternalStore(subscribe, () => chosen), shown: useSyncExternalStore(subscribe, shownTheme) };
}

export function setTheme(theme: Theme): void {
  localStorage.setItem(KEY, theme);
  chosen = theme;
  changed();
}

/** Returns the value of a custom property of theme.css, such as `--accent`, in the shown theme. */
export function token(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

function shownTheme(): 'light' | 'dark' {
  if (chosen !== 'system') return chosen;
  return prefersDark.matches ? 'dark' : 'light';
}

function show(): void {
  document.documentElement.dataset['theme'] = shownTheme();
}

function changed(): void {
  show();
  for (const listener of listeners) listener();
}

function readTheme(): Theme {
  const kept = localStorage.getItem(KEY);
  return kept === 'light' || kept === 'dark' ? kept : 'system';
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
