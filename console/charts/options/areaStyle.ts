import type { Panel } from './panels';

/**
 * Returns how a panel fills the area below its lines. Groups lie on top of each other if their
 * numbers add up. Areas of other lines would hide each other, so those stay lines.
 */
export function areaKind({ lines }: Panel): 'single' | 'stacked' | 'none' {
  if (lines.length === 1) return 'single';
  const { metric } = lines[0]!.series;
  const areParts = lines.every(({ series }) => series.metric.key === metric.key && series.group.length > 0);
  // A part below zero would cover the parts under it.
  const areAbove = lines.every(({ series }) => series.values.every((value) => value === null || value >= 0));
  return areParts && areAbove && metric.additive ? 'stacked' : 'none';
}

/** The style of a line, by the kind of its area. `stack` names the lines that lie on each other. */
export function areaStyle(kind: ReturnType<typeof areaKind>, stack: string): object {
  switch (kind) {
    case 'single':
      return { areaStyle: { opacity: 0.15 } };
    case 'stacked':
      return { areaStyle: { opacity: 0.35 }, stack };
    case 'none':
      return {};
  }
}
