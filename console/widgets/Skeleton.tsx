import { useWords } from '../words/words';

/** A place of the right size for something that loads. */
export function Skeleton({ shape }: { readonly shape: 'card' | 'chart' | 'text' | 'table' | 'board' }) {
  const words = useWords();
  return (
    <div className={`skeleton skeleton-${shape}`} role="status">
      <span className="hidden">{words.loading}</span>
    </div>
  );
}
