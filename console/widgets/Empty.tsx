import type { ReactNode } from 'react';

interface Props {
  readonly title: string;
  readonly text: string;
  /** A way to fill it. */
  readonly children?: ReactNode;
}

/** An empty state: what is missing, and what would fill it. */
export function Empty({ title, text, children }: Props) {
  return (
    <div className="empty">
      <p className="empty-title">{title}</p>
      <p className="quiet">{text}</p>
      {children}
    </div>
  );
}
