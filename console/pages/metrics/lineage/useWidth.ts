import { useLayoutEffect, useRef, useState, type RefObject } from 'react';

/** Returns a reference for an element, and its width; null before it is shown. */
export function useWidth(): readonly [RefObject<HTMLDivElement | null>, number | null] {
  const element = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState<number | null>(null);
  // Before the first paint, so that nothing jumps.
  useLayoutEffect(() => {
    const shown = element.current!;
    const measure = () => setWidth(shown.clientWidth);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(shown);
    return () => observer.disconnect();
  }, []);
  return [element, width];
}
