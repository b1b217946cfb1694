import { useId, type ReactNode } from 'react';

interface Props {
  readonly title: string;
  /** What the section shows. */
  readonly text?: string;
  /** Beside the title. */
  readonly action?: ReactNode;
  readonly children: ReactNode;
}

/** A part of the page of a metric. */
export function Section({ title, text, action, children }: Props) {
  const id = useId();
  return (
    <section className="card metric-part" aria-labelledby={id}>
      <div className="tile-head">
        <h2 id={id}>{title}</h2>
        {action}
      </div>
      {text !== undefined && <p className="quiet">{text}</p>}
      {children}
    </section>
  );
}
