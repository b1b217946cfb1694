import type { EChartsCoreOption } from 'echarts/core';
import { useEffect, useRef } from 'react';
import { init, type EChartsType } from './echarts';

interface Props {
  readonly option: EChartsCoreOption;
  /** Receives the first and last position that a brush marks. Without it, there is no brush. */
  onBrush?: ((first: number, last: number) => void) | undefined;
  /** Receives the chart while it is shown, for PNG and the keyboard. */
  onChart?: ((chart: EChartsType | null) => void) | undefined;
}

/** A chart of ECharts in a canvas, as large as its parent. */
export default function Canvas({ option, onBrush, onChart }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType | null>(null);
  const brushed = useRef(onBrush);
  brushed.current = onBrush;
  const hasBrush = onBrush !== undefined;

  useEffect(() => {
    const made = init(place.current!);
    chart.current = made;
    onChart?.(made);
    const observer = new ResizeObserver(() => made.resize());
    observer.observe(place.current!);
    return () => {
      observer.disconnect();
      onChart?.(null);
      made.dispose();
      chart.current = null;
    };
    // The chart lives as long as the element.
  }, []);

  useEffect(() => {
    chart.current!.setOption(option, { notMerge: true });
  }, [option]);

  useEffect(() => {
    const made = chart.current!;
    if (!hasBrush) return;
    const cursor = { type: 'takeGlobalCursor', key: 'brush', brushOption: { brushType: 'lineX', brushMode: 'single' } };
    made.dispatchAction(cursor);
    const end = (event: unknown) => {
      const [area] = (event as BrushEvent).areas;
      const [from, to] = area?.coordRange ?? [];
      made.dispatchAction({ type: 'brush', areas: [] });
      if (from !== undefined && to !== undefined) brushed.current?.(Math.max(0, from), to);
    };
    made.on('brushEnd', end);
    return () => {
      made.off('brushEnd', end);
    };
  }, [option, hasBrush]);

  return <div ref={place} className="canvas" />;
}

interface BrushEvent {
  readonly areas: readonly { readonly coordRange?: readonly [number, number] }[];
}
