import { useMemo } from 'react';
import { Link } from 'react-aria-components';
import { useWords } from '../../../words/words';
import type { Layers } from './lineageLayers';
import { lineageLayout, type Box } from './lineageLayout';

interface Props {
  readonly layers: Layers;
  readonly metric: string;
  readonly width: number;
}

/** The lineage from left to right. A box of another metric leads to its page. */
export function LineageDrawing({ layers, metric, width: room }: Props) {
  const { metric: words } = useWords();
  const { width, height, boxWidth, boxes, paths } = useMemo(() => lineageLayout(layers, room), [layers, room]);
  return (
    <div className="lineage-frame" tabIndex={0} role="group" aria-label={words.lineage}>
      <div className="lineage" style={{ width, height }}>
        <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} aria-hidden>
          {paths.map((path) => (
            <path key={path} d={path} />
          ))}
        </svg>
        {boxes.map((box) => (
          <LineageBox key={box.node.id} box={box} width={boxWidth} isOwn={box.node.metric?.key === metric} />
        ))}
      </div>
    </div>
  );
}

interface BoxProps {
  readonly box: Box;
  readonly width: number;
  /** True for the metric of the page. */
  readonly isOwn: boolean;
}

function LineageBox({ box: { node, x, y, height }, width, isOwn }: BoxProps) {
  const { metric: words } = useWords();
  const content = (
    <>
      <span className="lineage-kind">{words.lineageKinds[node.kind]}</span>
      <span className="lineage-label">{node.label}</span>
      {node.columns.map((column) => (
        <code key={column} className="lineage-column">
          {column}
        </code>
      ))}
    </>
  );
  const place = { left: x, top: y, width, height };
  if (node.metric === null || isOwn) {
    return (
      <div className="lineage-box" data-kind={node.kind} data-own={isOwn} style={place} title={node.label}>
        {content}
      </div>
    );
  }
  return (
    <Link className="lineage-box" data-kind={node.kind} href={`/metrics/${node.metric.key}`} style={place}>
      {content}
    </Link>
  );
}
