import { Link } from 'react-aria-components';
import type { Lineage } from '../../../questions/useMetric';
import { useWords } from '../../../words/words';

interface Props {
  readonly lineage: Lineage;
  readonly metric: string;
}

/** The lineage as a list in lists: below each node the nodes that it is made of. */
export function LineageList({ lineage, metric }: Props) {
  const roots = lineage.nodes.filter(({ id }) => lineage.edges.every(({ to }) => to !== id));
  return (
    <ul className="lineage-list">
      {roots.map(({ id }) => (
        <Item key={id} id={id} lineage={lineage} metric={metric} />
      ))}
    </ul>
  );
}

function Item({ id, lineage, metric }: Props & { readonly id: string }) {
  const { metric: words } = useWords();
  const node = lineage.nodes.find((one) => one.id === id);
  if (node === undefined) return null;
  const parts = lineage.edges.filter(({ from }) => from === id);
  const isLink = node.metric !== null && node.metric.key !== metric;
  return (
    <li>
      <p className="lineage-item">
        <span className="lineage-kind">{words.lineageKinds[node.kind]}</span>{' '}
        {isLink ? <Link href={`/metrics/${node.metric!.key}`}>{node.label}</Link> : <span>{node.label}</span>}
      </p>
      {node.columns.length > 0 && <p className="quiet lineage-reads">{words.reads(node.columns.join(', '))}</p>}
      {parts.length > 0 && (
        <ul>
          {parts.map(({ to }) => (
            <Item key={to} id={to} lineage={lineage} metric={metric} />
          ))}
        </ul>
      )}
    </li>
  );
}
