import type { MetricDefinition } from '../../../questions/useMetric';
import type { Words } from '../../../words/en';
import { OTHER } from '../../../words/language';
import { useLanguage, WORDS } from '../../../words/words';

/** How a longer period follows from shorter ones, as a sentence in both languages. */
export function OverTime({ metric }: { readonly metric: MetricDefinition }) {
  const { language, words } = useLanguage();
  const other = OTHER[language];
  return (
    <>
      <p>{overTimeText(metric, words)}</p>
      <p className="quiet" lang={other}>
        {overTimeText(metric, WORDS[other])}
      </p>
    </>
  );
}

function overTimeText({ overTime, kind, grain }: MetricDefinition, { metric: words }: Words): string {
  const rule = overTime === 'RECOMPUTE' && kind === 'DERIVED' ? 'RECOMPUTE_DERIVED' : overTime;
  return words.overTimeOf[rule](words.grainInText[grain]);
}
