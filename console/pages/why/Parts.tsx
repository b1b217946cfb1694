import type { CSSProperties } from 'react';
import { useStatusText } from '../../widgets/useStatusText';
import { useWords } from '../../words/words';
import type { ChangeDimension } from './useChange';

interface Props {
  readonly explained: ChangeDimension;
  readonly hasEffects: boolean;
}

/** What each group adds to the change, as numbers and as bars to either side. */
export function Parts({ explained: { dimension, parts }, hasEffects }: Props) {
  const { why: words } = useWords();
  const statusText = useStatusText();
  const sizes = parts.map(({ contribution }) => Math.abs(Number(contribution ?? 0)));
  const most = Math.max(...sizes, Number.MIN_VALUE);
  const title = words.by(dimension.label);
  return (
    <section className="card">
      <h2>{title}</h2>
      <div className="table-frame heat-frame" tabIndex={0} role="region" aria-label={title}>
        <table className="table parts">
          <caption className="hidden">{title}</caption>
          <thead>
            <tr>
              <th scope="col">{dimension.label}</th>
              <th scope="col">{words.contribution}</th>
              {hasEffects && <th scope="col">{words.rate}</th>}
              {hasEffects && <th scope="col">{words.mix}</th>}
              <th scope="col">{words.before}</th>
              <th scope="col">{words.now}</th>
              <td />
            </tr>
          </thead>
          <tbody>
            {parts.map((part, index) => (
              <tr key={index} data-others={part.others}>
                <th scope="row">{part.label}</th>
                <td>{part.contributionText ?? '–'}</td>
                {hasEffects && <td>{part.rateText ?? '–'}</td>}
                {hasEffects && <td>{part.mixText ?? '–'}</td>}
                <td>{part.previousText ?? '–'}</td>
                <td data-status={part.status}>{part.currentText ?? statusText(part.status)}</td>
                <td className="part-bar" aria-hidden>
                  <span
                    data-falls={Number(part.contribution ?? 0) < 0}
                    style={{ '--part': sizes[index]! / most } as CSSProperties}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
