import type { EChartsCoreOption } from 'echarts/core';
import type { Answer } from '../../questions/useSeries';
import { axisNumber } from '../axisNumber';
import { colorOf, type Colors } from '../colors';
import { legendOption, shortName } from './legendOption';

/** In pixels. In a narrower picture, names beside the ring would be cut after a few letters. */
const NARROW = 420;

/**
 * Returns the parts of the whole range, one for each group. Each part has its name and share beside
 * it; in a narrow picture, the names are in a legend.
 */
export function shareOption(answer: Answer, colors: Colors, language: string): EChartsCoreOption {
  const share = axisNumber({ kind: 'PERCENT' }, language);
  const percent = ({ percent: value }: Part) => share(value / 100);
  const baseOption = {
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
        const part = point as Part;
        const { label, overall } = answer.series[part.dataIndex]!;
        return `${label}: ${overall.formatted ?? '–'} (${percent(part)})`;
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
          formatter: (point: unknown) => `${shortName((point as Part).name)}\n${percent(point as Part)}`,
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
  const names = answer.series.map(({ label }) => label);
  const narrow = {
    legend: { ...legendOption(names, colors), show: true },
    series: [
      {
        radius: ['36%', '56%'],
        center: ['50%', '57%'],
        label: { formatter: (point: unknown) => percent(point as Part), bleedMargin: 0, distanceToLabelLine: 2 },
      },
    ],
  };
  return {
    baseOption: { ...baseOption, legend: { show: false } },
    media: [{ query: { maxWidth: NARROW }, option: narrow }],
  };
}

interface Part {
  readonly name: string;
  readonly dataIndex: number;
  readonly percent: number;
}
