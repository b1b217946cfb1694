import type { Definition, Explained } from '../../questions/useExplanation';
import { useWords } from '../../words/words';
import { useStatusText } from '../useStatusText';

type Overall = Explained['series'][number]['overall'];

interface Props {
  readonly definition: Definition;
  /** The number over the whole range; null if there is none. */
  readonly overall: Overall | null;
}

/** One metric in words, and its number with the parts of it. */
export function ExplainedMetric({ definition, overall }: Props) {
  const words = useWords();
  const statusText = useStatusText();
  const { pictures } = words;
  const { description, label, formula, numerator, denominator, filters, grain, overTime, sources, owner } = definition;
  const isOk = overall?.status === 'OK';
  const parts = overall !== null && 'numeratorFormatted' in overall ? overall : null;
  const facts: readonly (readonly [string, string])[] = [
    [pictures.formula, formula],
    ...(denominator === null
      ? ([] as const)
      : ([
          [pictures.numerator, part(numerator, parts?.numeratorFormatted)],
          [pictures.denominator, part(denominator, parts?.denominatorFormatted)],
        ] as const)),
    ...(filters.length === 0 ? [] : [[pictures.filters, filters.join('; ')] as const]),
    [pictures.grain, pictures.sentences(pictures.grains[grain], pictures.overTime[overTime])],
    [pictures.sources, sources.join(', ')],
    ...(owner === null ? [] : [[pictures.owner, owner] as const]),
  ];
  return (
    <>
      {overall !== null && (
        <p className="picture-explained-number">
          <span className="number-value">{overall.formatted ?? '–'}</span>
          {overall.previousText !== null && <span className="quiet">{words.value.previous(overall.previousText)}</span>}
          {!isOk && <span className="quiet">{statusText(overall.status)}</span>}
          {!overall.complete && <span className="quiet">{pictures.running}</span>}
        </p>
      )}
      {description !== label && <p>{description}</p>}
      {definition.deprecated !== null && <p className="quiet">{pictures.deprecated(definition.deprecated)}</p>}
      <dl className="picture-facts">
        {facts.map(([name, text]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

/** A side of a ratio in words, with its number. */
function part(text: string, number: string | null | undefined): string {
  return number === null || number === undefined ? text : `${text} = ${number}`;
}
