import { useEffect, useRef } from 'react';

/** The search of the shown page, which `/` opens. */
let target: (() => void) | null = null;
let isWaiting = false;

/** Makes `open` the search of the page that is shown, while the component is. */
export function useSearchTarget(open: () => void): void {
  const latest = useRef(open);
  latest.current = open;
  useEffect(() => {
    const own = () => latest.current();
    target = own;
    // `/` was pressed on a page without a search, and led to this one.
    if (isWaiting) own();
    isWaiting = false;
    return () => {
      if (target === own) target = null;
    };
  }, []);
}

/** Opens the search of the page; false if it has none. Then the next page with one opens it. */
export function openSearch(): boolean {
  isWaiting = target === null;
  target?.();
  return !isWaiting;
}
