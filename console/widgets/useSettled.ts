import { useEffect, useState } from 'react';

const PAUSE_MS = 200;

/** Returns the value as it was when it last stayed the same for a moment: for what a person types. */
export function useSettled<T>(value: T): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
