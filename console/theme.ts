import { useSyncExternalStore } from 'react';
import { chosenTheme, onTheme, shownTheme, type Theme } from './themeStore';

export { setTheme, type Theme } from './themeStore';

export function useTheme(): { readonly chosen: Theme; readonly shown: 'light' | 'dark' } {
  return { chosen: useSyncExternalStore(onTheme, chosenTheme), shown: useSyncExternalStore(onTheme, shownTheme) };
}

/** Returns the value of a custom property of theme.css, such as `--accent`, in the shown theme. */
export function token(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}
