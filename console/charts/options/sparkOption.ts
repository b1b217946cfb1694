import type { EChartsCoreOption } from 'echarts/core';
import type { Answer, Series } from '../../questions/useSeries';
import type { Colors } from '../colors';

/** Returns a small line without axes. The running bucket is dashed. */
export function sparkOption(answer: Answer, series: Series, colors: Colors): EChartsCoreOption {
  const running = answer.buckets.findIndex(({ complete }) => !complete);
  const first = running === -1 ? series.values.length : running;
  const line = { type: 'line', symbol: 'none', silent: true, color: colors.accent };
  return {
    animation: false,
    grid: { left: 2, right: 2, top: 4, bottom: 4 },
    xAxis: { type: 'category', show: false, boundaryGap: false, data: answer.buckets.map(({ label }) => label) },
    yAxis: { type: 'value', show: false, min: ({ min }: { readonly min: number }) => Math.min(0, min) },
    series: [
      {
        ...line,
        lineStyle: { width: 1.75 },
        areaStyle: { opacity: 0.1 },
        data: series.values.map((value, at) => (at < first ? value : null)),
      },
      {
        ...line,
        lineStyle: { width: 1.75, type: 'dashed' },
        data: series.values.map((value, at) => (at >= first - 1 ? value : null)),
      },
    ],
  };
}
