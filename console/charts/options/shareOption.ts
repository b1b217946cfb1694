import type { EChartsCoreOption } from 'echarts/core';
import type { Answer } from '../../questions/useSeries';
import { colorOf, type Colors } from '../colors';

/** Returns the parts of the whole range, one for each group. */
export function shareOption(answer: Answer, colors: Colors): EChartsCoreOption {
  return {
    animation: false,
    aria: { enabled: true },
    textStyle: { fontFamily: 'inherit', color: colors.ink },
    tooltip: {
      trigger: 'item',
      renderMode: 'richText',
      confine: true,
      backgroundColor: colors.surface,
      borderColor: colors.line,
      textStyle: { color: colors.ink },
      formatter: (point: unknown) => {
        const { dataIndex, percent } = point as { readonly dataIndex: number; readonly percent: number };
        const { label, overall } = answer.series[dataIndex]!;
        return `${label}: ${overall.formatted ?? '–'} (${percent}%)`;
      },
    },
    series: [
      {
        type: 'pie',
        radius: ['46%', '72%'],
        itemStyle: { borderColor: colors.surface, borderWidth: 2 },
        label: { color: colors.ink, formatter: '{b} {d}%' },
        labelLine: { lineStyle: { color: colors.line } },
        data: answer.series.map(({ label, overall, others }, index) => ({
          name: label,
          value: overall.value ?? 0,
          itemStyle: { color: colorOf(colors, index, others) },
        })),
      },
    ],
  };
}
