/** What the person has chosen. `system` follows the device. */
export type Theme = 'system' | 'light' | 'dark';

const KEY = 'metergate-theme';
const prefersDark = matchMedia('(prefers-color-scheme: dark)');
const listeners = new Set<() => void>();
let chosen = readTheme();
show();
prefersDark.addEventListener('change', changed);

export function chosenTheme(): Theme {
  return chosen;
}

export function shownTheme(): 'light' | 'dark' {
  if (chosen !== 'system') return chosen;
  return prefersDark.matches ? 'dark' : 'light';
}

export function setTheme(theme: Theme): void {
  localStorage.setItem(KEY, theme);
  chosen = theme;
  changed();
}

/** Calls `listener` after each change. Returns a function that ends this. */
export function onTheme(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
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
