import type { EChartsCoreOption } from 'echarts/core';
import type { Answer, Series } from '../../questions/useSeries';
import type { Words } from '../../words/en';
import { axisNumber } from '../axisNumber';
import { colorOf, type Colors } from '../colors';
import { hatch } from '../hatch';
import { pointLabel, pointText } from '../texts';

export type TimeKind = 'line' | 'area' | 'bars' | 'stacked';

export interface TimePicture {
  readonly answer: Answer;
  readonly kind: TimeKind;
  readonly colors: Colors;
  readonly words: Words;
  readonly language: string;
}

/**
 * Returns a picture over time. A gap is a gap, a running bucket is dashed or pale, and a bucket
 * with a hidden value is hatched.
 */
export function timeOption(picture: TimePicture): EChartsCoreOption {
  const { answer, colors, language, words } = picture;
  const axes = unitsOf(answer.series);
  const many = answer.series.length > 1;
  const names = answer.series.map(({ label }) => label);
  // A line of a comparison period has its name in the legend.
  const hasPrevious = hasPreviousLine(picture);
  const hasLegend = many || hasPrevious;
  return {
    animation: false,
    aria: { enabled: true },
    textStyle: { fontFamily: colors.font, color: colors.ink },
    grid: { left: 8, right: 12, top: hasLegend ? 36 : 12, bottom: 4, containLabel: true },
    ...(hasLegend && {
      legend: {
        type: 'scroll',
        top: 0,
        left: 0,
        icon: 'roundRect',
        itemWidth: 12,
        itemHeight: 8,
        textStyle: { color: colors.ink },
        pageTextStyle: { color: colors.quiet },
        pageIconColor: colors.ink,
        pageIconInactiveColor: colors.line,
        data: hasPrevious ? [...names, words.compare.before] : names,
      },
    }),
    tooltip: {
      trigger: 'axis',
      // Text that is drawn: the policy of the page forbids style attributes in HTML.
      renderMode: 'richText',
      confine: true,
      backgroundColor: colors.surface,
      borderColor: colors.line,
      textStyle: { color: colors.ink, fontFamily: colors.font, fontSize: 13 },
      padding: 10,
      axisPointer: { type: picture.kind === 'line' || picture.kind === 'area' ? 'line' : 'shadow' },
      formatter: (points: unknown) => tooltipText(answer, points as TooltipPoint[], words),
    },
    brush: { toolbox: [], xAxisIndex: 0, brushStyle: { color: colors.accent, opacity: 0.15, borderWidth: 0 } },
    xAxis: {
      type: 'category',
      data: answer.buckets.map(({ label }) => label),
      boundaryGap: picture.kind === 'bars' || picture.kind === 'stacked',
      axisLine: { lineStyle: { color: colors.line } },
      axisTick: { show: false },
      axisLabel: { color: colors.quiet, hideOverlap: true },
    },
    // A picture has room for two scales. A third unit has its own, which is not written.
    yAxis: axes.map((unit, index) => ({
      type: 'value',
      show: index < 2,
      position: index === 0 ? 'left' : 'right',
      scale: false,
      splitNumber: 4,
      splitLine: { lineStyle: { color: colors.line } },
      axisLabel: { color: colors.quiet, formatter: axisNumber(unit, language) },
    })),
    series: answer.series.flatMap((series, index) => seriesOf(picture, series, index, axisOf(axes, series))),
  };
}

interface TooltipPoint {
  readonly dataIndex: number;
}

/** All values of one bucket, each by the gateway's text. */
function tooltipText(answer: Answer, points: readonly TooltipPoint[], words: Words): string {
  const index = points[0]?.dataIndex ?? 0;
  return [pointLabel(answer, index, words), ...answer.series.map((one) => pointText(one, index, words))].join('\n');
}

function unitsOf(all: readonly Series[]): Series['metric']['unit'][] {
  const byKey = new Map(all.map(({ metric: { unit } }) => [unitKey(unit), unit]));
  return [...byKey.values()];
}

function unitKey({ kind, currency }: Series['metric']['unit']): string {
  return `${kind} ${currency ?? ''}`;
}

function axisOf(axes: readonly Series['metric']['unit'][], { metric }: Series): number {
  return Math.max(
    0,
    axes.findIndex((unit) => unitKey(unit) === unitKey(metric.unit)),
  );
}

function seriesOf(picture: TimePicture, series: Series, index: number, yAxisIndex: number): object[] {
  const { answer, kind, colors } = picture;
  const color = colorOf(colors, index, series.others);
  const common = {
    name: series.label,
    yAxisIndex,
    color,
    connectNulls: false,
    markArea: hiddenAreas(answer, series, colors),
  };
  if (kind === 'bars' || kind === 'stacked') {
    return [
      {
        ...common,
        type: 'bar',
        barMaxWidth: 36,
        ...(kind === 'stacked' && { stack: `axis ${yAxisIndex}` }),
        data: series.values.map((value, at) => ({
          value,
          itemStyle: answer.buckets[at]!.complete
            ? {}
            : {
                opacity: 0.5,
                decal: { symbol: 'rect', dashArrayX: [1, 0], dashArrayY: [3, 3], rotation: -Math.PI / 4 },
              },
        })),
      },
    ];
  }
  const running = answer.buckets.findIndex(({ complete }) => !complete);
  const firstRunning = running === -1 ? series.values.length : running;
  const line = {
    ...common,
    type: 'line',
    symbol: 'circle',
    symbolSize: 6,
    showSymbol: isSparse(series.values),
    lineStyle: { width: 2 },
    // Not stacked: metrics need not add up.
    ...(kind === 'area' && { areaStyle: { opacity: 0.15 } }),
    data: series.values.map((value, at) => (at < firstRunning ? value : null)),
  };
  const previous = !hasPreviousLine(picture)
    ? []
    : [
        {
          ...common,
          name: picture.words.compare.before,
          type: 'line',
          symbol: 'none',
          color: colors.others,
          lineStyle: { width: 1.5, type: 'dotted', color: colors.others },
          data: series.previous,
        },
      ];
  if (running === -1) return [line, ...previous];
  const dashed = {
    ...common,
    type: 'line',
    symbol: 'circle',
    symbolSize: 6,
    lineStyle: { width: 2, type: 'dashed' },
    data: series.values.map((value, at) => (at >= firstRunning - 1 ? value : null)),
  };
  return [line, dashed, ...previous];
}

/** True if the picture has a line of the comparison period. Several metrics would hide it. */
function hasPreviousLine({ answer: { series }, kind }: TimePicture): boolean {
  const [only, ...others] = series;
  const isLine = kind === 'line' || kind === 'area';
  return isLine && others.length === 0 && only?.previous !== null && only?.previous !== undefined;
}

/** A line draws nothing for a single value between two gaps, so such values get a point. */
function isSparse(values: readonly unknown[]): boolean {
  return values.some(
    (value, at) => value !== null && (values[at - 1] ?? null) === null && (values[at + 1] ?? null) === null,
  );
}

/** The buckets whose value is hidden, as hatched areas. */
function hiddenAreas(answer: Answer, series: Series, colors: Colors): object | undefined {
  const hidden = series.statuses.flatMap((status, at) => (status === 'SUPPRESSED' ? [at] : []));
  if (hidden.length === 0) return undefined;
  return {
    silent: true,
    itemStyle: { color: hatch(colors.quiet), opacity: 0.5 },
    data: hidden.map((at) => [{ xAxis: at }, { xAxis: Math.min(at + 1, answer.buckets.length - 1) }]),
  };
}
