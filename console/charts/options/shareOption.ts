import type { EChartsCoreOption } from 'echarts/core';
import type { Answer } from '../../questions/useSeries';
import { axisNumber } from '../axisNumber';
import { colorOf, type Colors } from '../colors';

/** Returns the parts of the whole range, one for each group. */
export function shareOption(answer: Answer, colors: Colors, language: string): EChartsCoreOption {
  const share = axisNumber({ kind: 'PERCENT' }, language);
  return {
    animation: false,
    aria: { enabled: true },
    textStyle: { fontFamily: colors.font, color: colors.ink },
    tooltip: {
      trigger: 'item',
      renderMode: 'richText',
      confine: true,
      backgroundColor: colors.surface,
      borderColor: colors.line,
      textStyle: { color: colors.ink, fontFamily: colors.font, fontSize: 13 },
      padding: 10,
      formatter: (point: unknown) => {
        const { dataIndex, percent } = point as { readonly dataIndex: number; readonly percent: number };
        const { label, overall } = answer.series[dataIndex]!;
        return `${label}: ${overall.formatted ?? '–'} (${share(percent / 100)})`;
      },
    },
    series: [
      {
        type: 'pie',
        radius: ['40%', '60%'],
        itemStyle: { borderColor: colors.surface, borderWidth: 2 },
        label: {
          color: colors.ink,
          fontFamily: colors.font,
          formatter: (point: unknown) => {
            const { name, percent } = point as { readonly name: string; readonly percent: number };
            return `${name}\n${share(percent / 100)}`;
          },
        },
        labelLine: { length: 6, length2: 8, lineStyle: { color: colors.line } },
        data: answer.series.map(({ label, overall, others }, index) => ({
          name: label,
          value: overall.value ?? 0,
          itemStyle: { color: colorOf(colors, index, others) },
        })),
      },
    ],
  };
}
