import type { Catalog } from '../../questions/useCatalog';
import { Choice } from '../../widgets/Choice';
import { Pick } from '../../widgets/Pick';
import { useWords } from '../../words/words';
import { CountField } from '../explore/controls/CountField';
import { audiencesOf, isLike, MOST_COHORTS, MOST_PERIODS, PERIODS, type RetentionState } from './state';

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
  const sections = (other: typeof cohort | null) =>
    catalog.groups.map((group) => ({
      key: group.key,
      title: group.label,
      items: audiences
        .filter((metric) => metric.group.key === group.key)
        .map((metric) => ({
          key: metric.key,
          text: metric.label,
          also: metric.description,
          disabled: other === null || isLike(metric, other) ? undefined : words.differs,
        })),
    }));
  return (
    <section className="controls" aria-label={explore.question}>
      <Pick
        label={words.cohort}
        text={cohort.label}
        searchLabel={words.searchMetrics}
        sections={sections(null)}
        picked={[cohort.key]}
        mode="one"
        onPick={([key]) => key !== undefined && onChange({ cohort: key })}
      />
      <Pick
        label={words.returning}
        text={returning.label}
        searchLabel={words.searchMetrics}
        sections={sections(cohort)}
        picked={[returning.key]}
        mode="one"
        onPick={([key]) => key !== undefined && onChange({ returning: key })}
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
