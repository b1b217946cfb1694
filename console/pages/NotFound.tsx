import type { ReactNode } from 'react';
import { Link } from 'react-aria-components';
import { useWords } from '../words/words';

/** A page in place of one that does not exist, or that the role may not see. */
export function NotFound({ text, children }: { readonly text?: string; readonly children?: ReactNode }) {
  const { problem } = useWords();
  return (
    <section className="not-found card">
      <h1>{text ?? problem.notFound}</h1>
      <p className="quiet">{problem.notFoundHint}</p>
      {children}
      <Link href="/">{problem.toOverview}</Link>
    </section>
  );
}
