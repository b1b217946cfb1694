import type { Answer, Series } from '../../questions/useSeries';

/** A part of a picture with numbers of one scale. All panels share the axis of time. */
export interface Panel {
  /** Null if it is the only panel. */
  readonly title: string | null;
  readonly unit: Series['metric']['unit'];
  readonly lines: readonly Line[];
}

export interface Line {
  readonly series: Series;
  /** The name in the legend. Lines of one group have one name and one colour in all panels. */
  readonly name: string;
  readonly colorIndex: number;
}

/** In pixels. A panel contains its title; `gap` is below its axis. */
const HEIGHTS = { legend: 30, panel: 158, title: 30, gap: 14, labels: 16 } as const;
/** Fixed, so that a moment is at the same place in all panels. The widest label is `-¥1.25K`. */
const SIDES = { left: 58 } as const;

/**
 * Returns the panels of an answer: one for each unit, because two scales over each other cross
 * where the scales happen to. Groups of several metrics have a panel for each metric.
 */
export function panelsOf({ series }: Pick<Answer, 'series'>): readonly Panel[] {
  const isByMetric =
    series.some(({ group }) => group.length > 0) && new Set(series.map(({ metric }) => metric.key)).size > 1;
  const panels = new Map<string, Line[]>();
  series.forEach((one, index) => {
    const key = isByMetric ? one.metric.key : unitKey(one);
    const lines = panels.get(key) ?? [];
    lines.push({
      series: one,
      name: isByMetric ? groupName(one) : one.label,
      colorIndex: isByMetric ? lines.length : index,
    });
    panels.set(key, lines);
  });
  return [...panels.values()].map((lines) => ({
    title: panels.size === 1 ? null : titleOf(lines),
    unit: lines[0]!.series.metric.unit,
    lines,
  }));
}

/** The height of a picture in pixels; null for one panel, which is as high as its place. */
export function heightOf(panels: readonly Panel[], hasLegend: boolean): number | null {
  if (panels.length <= 1) return null;
  return (hasLegend ? HEIGHTS.legend : 0) + panels.length * HEIGHTS.panel + HEIGHTS.labels;
}

/** The grid of a panel, below the others. */
export function gridOf(index: number, hasLegend: boolean): object {
  const { legend, panel, title, gap } = HEIGHTS;
  const top = (hasLegend ? legend : 0) + index * panel + title;
  return { ...SIDES, top, height: panel - title - gap, containLabel: false };
}

/** The title of a panel, above its axis and at the left side of the picture. */
export function titleStyle(name: string, color: string): object {
  return {
    name,
    nameLocation: 'end',
    nameGap: 13,
    nameTextStyle: { align: 'left', padding: [0, 0, 0, -SIDES.left], color, fontWeight: 600 },
  };
}

function titleOf(lines: readonly Line[]): string {
  return [...new Set(lines.map(({ series }) => series.metric.label))].join(', ');
}

function groupName({ group, others }: Series): string {
  const labels = group.map(({ label }) => label);
  return others ? labels[0]! : labels.join(' · ');
}

function unitKey({ metric: { unit } }: Series): string {
  return `${unit.kind} ${unit.currency ?? ''}`;
}
