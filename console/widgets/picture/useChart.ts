import { useCallback, useRef } from 'react';
import type { EChartsType } from '../../charts/echarts';

/** The chart of a picture while it is shown, for its menu. */
export interface ShownChart {
  /** Returns the chart; null while there is none. */
  chart(): EChartsType | null;
  /** For `onChart` of a picture. */
  onChart(made: EChartsType | null): void;
}

export function useChart(): ShownChart {
  const shown = useRef<EChartsType | null>(null);
  const chart = useCallback(() => shown.current, []);
  const onChart = useCallback((made: EChartsType | null) => {
    shown.current = made;
  }, []);
  return { chart, onChart };
}
