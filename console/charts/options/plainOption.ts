import type { EChartsCoreOption } from 'echarts/core';
import { colorOf, type Colors } from '../colors';
import { legendOption } from './legendOption';

/** Numbers of any answer over one axis. */
export interface PlainPicture {
  readonly points: readonly string[];
  readonly series: readonly { readonly name: string; readonly values: readonly (number | null)[] }[];
  readonly isOverTime: boolean;
}

/** Returns a picture of numbers whose meaning is not known: lines over time, bars otherwise. */
export function plainOption({ points, series, isOverTime }: PlainPicture, colors: Colors): EChartsCoreOption {
  return {
    animation: false,
    aria: { enabled: true },
    textStyle: { color: colors.ink },
    grid: { left: 8, right: 12, top: 36, bottom: 4, containLabel: true },
    legend: legendOption(
      series.map(({ name }) => name),
      colors,
    ),
    tooltip: {
      trigger: 'axis',
      renderMode: 'richText',
      confine: true,
      backgroundColor: colors.surface,
      borderColor: colors.line,
      textStyle: { color: colors.ink },
    },
    xAxis: {
      type: 'category',
      data: [...points],
      axisLine: { lineStyle: { color: colors.line } },
      axisTick: { show: false },
      axisLabel: { color: colors.quiet, hideOverlap: true },
    },
    yAxis: {
      type: 'value',
      splitNumber: 4,
      splitLine: { lineStyle: { color: colors.line } },
      axisLabel: { color: colors.quiet },
    },
    series: series.map(({ name, values }, index) => ({
      name,
      type: isOverTime ? 'line' : 'bar',
      barMaxWidth: 36,
      symbolSize: 6,
      color: colorOf(colors, index, false),
      data: [...values],
    })),
  };
}
