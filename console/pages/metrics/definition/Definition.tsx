import type { ReactNode } from 'react';
import type { MetricDefinition } from '../../../questions/useMetric';
import { useLanguage } from '../../../words/words';
import { Section } from '../Section';
import { useUnitText } from '../useUnitText';
import { OverTime } from './OverTime';

/** How the number is computed, and who answers for it. */
export function Definition({ metric }: { readonly metric: MetricDefinition }) {
  const { language, words } = useLanguage();
  const unitText = useUnitText();
  const { formula, numerator, denominator, filters, grain, grains, better, priority, owner, kind } = metric;
  const isRatio = denominator !== null;
  const grainNames = new Intl.ListFormat(language).format(grains.map((one) => words.grain[one]));
  return (
    <Section title={words.metric.definition}>
      <dl className="metric-facts">
        <Fact name={words.metric.formula}>
          <Formula text={formula} />
        </Fact>
        {isRatio && (
          <>
            <Fact name={words.metric.numerator}>
              <Formula text={numerator} />
            </Fact>
            <Fact name={words.metric.denominator}>
              <Formula text={denominator} />
            </Fact>
          </>
        )}
        <Fact name={words.metric.filters}>
          {filters.length === 0
            ? words.metric.noFilters
            : filters.map((filter) => <Formula key={filter} text={filter} />)}
        </Fact>
        <Fact name={words.metric.kind}>{words.metric.kinds[kind]}</Fact>
        <Fact name={words.metric.finest}>{words.grain[grain]}</Fact>
        <Fact name={words.metric.grains}>{grainNames}</Fact>
        <Fact name={words.metric.overTime}>
          <OverTime metric={metric} />
        </Fact>
        <Fact name={words.metric.unit}>{unitText(metric.unit)}</Fact>
        <Fact name={words.metric.better}>{words.metric.betterOf[better ?? 'NONE']}</Fact>
        {priority !== null && <Fact name={words.metric.priority}>{priority}</Fact>}
        {owner !== null && <Fact name={words.metric.owner}>{owner}</Fact>}
        <Fact name={words.metric.group}>{metric.group.label}</Fact>
      </dl>
    </Section>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** The gateway writes formulas in the page's language. Names of tables and columns are code. */
function Formula({ text }: { readonly text: string }) {
  return <p className="metric-formula">{text}</p>;
}
