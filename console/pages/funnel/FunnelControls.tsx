import { Cross2Icon, PlusIcon } from '@radix-ui/react-icons';
import { Button as IconButton } from 'react-aria-components';
import type { Catalog } from '../../questions/useCatalog';
import { Button } from '../../widgets/Button';
import { Choice } from '../../widgets/Choice';
import { useWords } from '../../words/words';
import { RANGES, type RangeKey } from '../dashboard/ranges';
import { CountField } from '../explore/controls/CountField';
import { AudiencePick } from '../journeys/AudiencePick';
import { audiencesOf, isLike } from '../journeys/audiences';
import { MOST_STEPS, MOST_WITHIN, UNITS, type FunnelState } from './state';

interface Props {
  readonly catalog: Catalog;
  readonly state: FunnelState;
  onChange(part: Partial<FunnelState>): void;
}

const NONE = '';

/** The steps, the time for all of them, and what is broken down. */
export function FunnelControls({ catalog, state, onChange }: Props) {
  const { funnel: words, explore, range, units } = useWords();
  const { steps, within } = state;
  const audiences = audiencesOf(catalog);
  const first = audiences.find(({ key }) => key === steps[0])!;
  const next = audiences.find((metric) => isLike(metric, first) && !steps.includes(metric.key)) ?? first;
  return (
    <section className="controls" aria-label={explore.question}>
      <ol className="steps">
        {steps.map((step, index) => (
          <li key={index}>
            <AudiencePick
              label={words.step(index + 1)}
              catalog={catalog}
              picked={audiences.find(({ key }) => key === step)!}
              like={index === 0 ? null : first}
              onPick={(key) => onChange({ steps: steps.with(index, key) })}
            />
            {steps.length > 2 && (
              <IconButton
                className="icon-button"
                aria-label={words.remove(index + 1)}
                onPress={() => onChange({ steps: steps.filter((_, other) => other !== index) })}
              >
                <Cross2Icon />
              </IconButton>
            )}
          </li>
        ))}
        {steps.length < MOST_STEPS && (
          <li>
            <Button onPress={() => onChange({ steps: [...steps, next.key] })}>
              <PlusIcon aria-hidden />
              {words.add}
            </Button>
          </li>
        )}
      </ol>
      <CountField
        label={words.within}
        min={1}
        max={MOST_WITHIN[within.unit]}
        value={within.count}
        onChange={(count) => onChange({ within: { ...within, count } })}
      />
      <Choice
        label={words.unit}
        value={within.unit}
        options={UNITS.map((key) => ({ key, text: words.units[key] }))}
        onChange={(unit) => onChange({ within: { count: Math.min(within.count, MOST_WITHIN[unit]), unit } })}
      />
      <Choice<RangeKey>
        label={words.entered}
        value={state.range}
        options={(Object.keys(RANGES) as RangeKey[]).map((key) => ({
          key,
          text: range.last(RANGES[key].last, units[RANGES[key].unit]),
        }))}
        onChange={(key) => onChange({ range: key })}
      />
      <Choice
        label={words.groupBy}
        value={state.groupBy ?? NONE}
        options={[
          { key: NONE, text: words.noGroups },
          ...catalog.dimensions
            .filter(({ key }) => first.dimensions.some((own) => own.key === key))
            .map(({ key, label }) => ({ key, text: label })),
        ]}
        onChange={(key) => onChange({ groupBy: key === NONE ? null : key })}
      />
    </section>
  );
}
