import { useSearchParams } from 'wouter';

/** The search of the address, and a function that changes it without a new entry in the history. */
export function useSearchText(): readonly [string, (text: string) => void] {
  const [params, setParams] = useSearchParams();
  const setText = (text: string) =>
    setParams(
      (before) => {
        const next = new URLSearchParams(before);
        if (text === '') next.delete('q');
        else next.set('q', text);
        return next;
      },
      { replace: true },
    );
  return [params.get('q') ?? '', setText];
}
