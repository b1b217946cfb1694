import { Link } from 'react-aria-components';
import type { MetricDefinition } from '../../questions/useMetric';
import { useWords } from '../../words/words';
import { Section } from './Section';

/** The metrics that are made of this metric, and the dashboards that show it. */
export function Usage({ metric: { usedBy, dashboards } }: { readonly metric: MetricDefinition }) {
  const { metric: words } = useWords();
  const isUsed = usedBy.length + dashboards.length > 0;
  return (
    <Section title={words.usage} {...(!isUsed && { text: words.notUsed })}>
      <Links title={words.usedBy} links={usedBy.map(({ key, label }) => ({ to: `/metrics/${key}`, text: label }))} />
      <Links
        title={words.dashboards}
        links={dashboards.map(({ key, title }) => ({ to: key === 'overview' ? '/' : `/d/${key}`, text: title }))}
      />
    </Section>
  );
}

interface LinksProps {
  readonly title: string;
  readonly links: readonly { readonly to: string; readonly text: string }[];
}

function Links({ title, links }: LinksProps) {
  if (links.length === 0) return null;
  return (
    <div>
      <h3>{title}</h3>
      <ul className="metric-links">
        {links.map(({ to, text }) => (
          <li key={to}>
            <Link href={to}>{text}</Link>
          </li>
        ))}
      </ul>
    </div>
  );
}
