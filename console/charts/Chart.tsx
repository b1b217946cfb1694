import type { EChartsCoreOption } from 'echarts/core';
import { Suspense, useCallback, useRef, useState, type KeyboardEvent } from 'react';
import { Skeleton } from '../widgets/Skeleton';
import type { EChartsType } from './echarts';
import { Canvas } from './lazyCanvas';

interface Props {
  readonly title: string;
  readonly option: EChartsCoreOption;
  /** The text of each position of the axis, for the keyboard and a screen reader. */
  readonly points: readonly string[];
  /** In pixels; null or missing: as high as its place. */
  readonly height?: number | null;
  onBrush?: ((first: number, last: number) => void) | undefined;
  onChart?: ((chart: EChartsType | null) => void) | undefined;
}

/**
 * A chart. The library loads after the first paint. The arrow keys move along the axis; the text of
 * the position is read out.
 */
export function Chart({ title, option, points, height = null, onBrush, onChart }: Props) {
  const chart = useRef<EChartsType | null>(null);
  const [position, setPosition] = useState<number | null>(null);
  const keep = useCallback(
    (made: EChartsType | null) => {
      chart.current = made;
      onChart?.(made);
    },
    [onChart],
  );
  const move = (event: KeyboardEvent) => {
    const next = nextPosition(event.key, position, points.length);
    if (next === null) return;
    event.preventDefault();
    setPosition(next);
    chart.current?.dispatchAction({ type: 'showTip', seriesIndex: 0, dataIndex: next });
  };
  return (
    // The keyboard reaches every point of the picture, so the picture takes the focus.
    <div
      className="chart"
      role="img"
      aria-label={title}
      tabIndex={0}
      onKeyDown={move}
      {...(height !== null && { style: { height } })}
    >
      <Suspense fallback={<Skeleton shape="chart" />}>
        <Canvas option={option} onBrush={onBrush} onChart={keep} />
      </Suspense>
      <span className="hidden" aria-live="polite">
        {position === null ? '' : points[position]}
      </span>
    </div>
  );
}

function nextPosition(key: string, now: number | null, count: number): number | null {
  if (count === 0) return null;
  const last = count - 1;
  switch (key) {
    case 'ArrowRight':
      return now === null ? 0 : Math.min(last, now + 1);
    case 'ArrowLeft':
      return now === null ? last : Math.max(0, now - 1);
    case 'Home':
      return 0;
    case 'End':
      return last;
    default:
      return null;
  }
}
