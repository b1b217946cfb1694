import type { CSSProperties } from 'react';
import { useStatusText } from '../../widgets/useStatusText';
import { useWords } from '../../words/words';
import type { FunnelRow } from './useFunnel';

/** A bar for each step, as long as its part of the first one. */
export function FunnelSteps({ row }: { readonly row: FunnelRow }) {
  const { funnel: words } = useWords();
  const statusText = useStatusText();
  return (
    <ol className="funnel-steps">
      {row.steps.map(({ metric, entities, status, ofFirst, ofFirstText, ofPreviousText, medianText }, index) => (
        <li key={index}>
          <p className="funnel-step">
            <strong>{metric.label}</strong>
            <span className="funnel-count" data-status={status}>
              {entities ?? statusText(status)}
            </span>
          </p>
          <span className="funnel-bar" aria-hidden style={{ '--part': ofFirst ?? 0 } as CSSProperties} />
          {index > 0 && (
            <p className="quiet">
              {ofFirstText !== null && ofFirstText !== undefined && words.ofFirst(ofFirstText)}
              {index > 1 &&
                ofPreviousText !== null &&
                ofPreviousText !== undefined &&
                ` · ${words.ofPrevious(ofPreviousText)}`}
              {medianText !== null && medianText !== undefined && ` · ${words.median(medianText)}`}
            </p>
          )}
        </li>
      ))}
    </ol>
  );
}
