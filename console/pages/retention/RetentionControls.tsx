import type { Catalog } from '../../questions/useCatalog';
import { Choice } from '../../widgets/Choice';
import { useWords } from '../../words/words';
import { CountField } from '../explore/controls/CountField';
import { AudiencePick } from '../journeys/AudiencePick';
import { audiencesOf } from '../journeys/audiences';
import { MOST_COHORTS, MOST_PERIODS, PERIODS, type RetentionState } from './state';

interface Props {
  readonly catalog: Catalog;
  readonly state: RetentionState;
  onChange(part: Partial<RetentionState>): void;
}

/** Who begins, what coming back is, and how much of it is shown. */
export function RetentionControls({ catalog, state, onChange }: Props) {
  const { retention: words, units, explore } = useWords();
  const audiences = audiencesOf(catalog);
  const of = (key: string) => audiences.find((metric) => metric.key === key)!;
  const [cohort, returning] = [of(state.cohort), of(state.returning)];
  return (
    <section className="controls" aria-label={explore.question}>
      <AudiencePick
        label={words.cohort}
        catalog={catalog}
        picked={cohort}
        like={null}
        onPick={(key) => onChange({ cohort: key })}
      />
      <AudiencePick
        label={words.returning}
        catalog={catalog}
        picked={returning}
        like={cohort}
        onPick={(key) => onChange({ returning: key })}
      />
      <Choice
        label={words.period}
        value={state.period}
        options={PERIODS.filter((grain) => cohort.grains.includes(grain) && returning.grains.includes(grain)).map(
          (key) => ({ key, text: units[key] }),
        )}
        onChange={(period) => onChange({ period })}
      />
      <Choice
        label={words.mode}
        value={state.mode}
        options={(['ON', 'ON_OR_AFTER'] as const).map((key) => ({ key, text: words.modes[key] }))}
        onChange={(mode) => onChange({ mode })}
      />
      <CountField
        label={words.cohorts}
        min={1}
        max={MOST_COHORTS}
        value={state.cohorts}
        onChange={(cohorts) => onChange({ cohorts })}
      />
      <CountField
        label={words.periods}
        min={1}
        max={MOST_PERIODS}
        value={state.periods}
        onChange={(periods) => onChange({ periods })}
      />
    </section>
  );
}
