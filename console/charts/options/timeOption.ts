import type { EChartsCoreOption } from 'echarts/core';
import type { Answer, Series } from '../../questions/useSeries';
import type { Words } from '../../words/en';
import { axisNumber } from '../axisNumber';
import { colorOf, type Colors } from '../colors';
import { hatch } from '../hatch';
import { pointLabel, pointText } from '../texts';
import { areaKind, areaStyle } from './areaStyle';
import { widthOfLabel } from './labelWidth';
import { legendOption, shortName } from './legendOption';
import { gridOf, heightOf, panelsOf, titleStyle, type Line, type Panel } from './panels';

export type TimeKind = 'line' | 'area' | 'bars' | 'stacked';

export interface TimePicture {
  readonly answer: Answer;
  readonly kind: TimeKind;
  readonly colors: Colors;
  readonly words: Words;
  readonly language: string;
}

interface Drawn extends TimePicture {
  readonly panels: readonly Panel[];
}

export interface TimeOption {
  readonly option: EChartsCoreOption;
  /** In pixels; null: as high as its place. */
  readonly height: number | null;
}

/**
 * Returns a picture over time. A gap is a gap, a running bucket is dashed or pale, and a bucket
 * with a hidden value is hatched. Panels are below each other.
 */
export function timeOption(asked: TimePicture): TimeOption {
  const { answer, kind, colors, language, words } = asked;
  const panels = panelsOf(answer);
  const picture = { ...asked, panels };
  const isMany = panels.length > 1;
  const right = kind === 'bars' || kind === 'stacked' ? ROOM : roomOfLast(answer);
  const names = legendNames(picture);
  const option = {
    animation: false,
    aria: { enabled: true },
    textStyle: { fontFamily: colors.font, color: colors.ink },
    grid: isMany
      ? panels.map((_, index) => ({ ...gridOf(index, names.length > 0), right }))
      : { ...ONE_GRID, right, top: names.length > 0 ? 36 : 12 },
    ...(names.length > 0 && { legend: legendOption(names, colors) }),
    tooltip: {
      trigger: 'axis',
      // Text that is drawn: the policy of the page forbids style attributes in HTML.
      renderMode: 'richText',
      confine: true,
      backgroundColor: colors.surface,
      borderColor: colors.line,
      textStyle: { color: colors.ink, fontFamily: colors.font, fontSize: 13 },
      padding: 10,
      axisPointer: { type: kind === 'line' || kind === 'area' ? 'line' : 'shadow' },
      formatter: (points: unknown) => tooltipText(answer, points as TooltipPoint[], words),
    },
    ...(isMany && { axisPointer: { link: [{ xAxisIndex: 'all' }] } }),
    brush: { toolbox: [], xAxisIndex: 'all', brushStyle: { color: colors.accent, opacity: 0.15, borderWidth: 0 } },
    xAxis: panels.map((_, gridIndex) => ({
      type: 'category',
      gridIndex,
      data: answer.buckets.map(({ label }) => label),
      boundaryGap: kind === 'bars' || kind === 'stacked',
      axisLine: { lineStyle: { color: colors.line } },
      axisTick: { show: false },
      axisLabel: { show: gridIndex === panels.length - 1, color: colors.quiet, hideOverlap: true },
    })),
    yAxis: panels.map(({ unit, title }, gridIndex) => ({
      type: 'value',
      gridIndex,
      scale: false,
      splitNumber: isMany ? 2 : 4,
      splitLine: { lineStyle: { color: colors.line } },
      axisLabel: { color: colors.quiet, formatter: axisNumber(unit, language) },
      ...(title !== null && titleStyle(shortName(title), colors.ink)),
    })),
    series: panels.flatMap(({ lines }, index) => lines.flatMap((line) => seriesOf(picture, line, index))),
  };
  return { option, height: heightOf(panels, names.length > 0) };
}

const ONE_GRID = { left: 8, bottom: 4, containLabel: true } as const;

/** The least room at the right side, in pixels. */
const ROOM = 12;

/** The room for the half of the last label that is beside a line's end. Else it would be cut. */
function roomOfLast({ buckets }: Answer): number {
  return Math.max(ROOM, ...buckets.slice(-LAST).map(({ label }) => widthOfLabel(label) / 2));
}

/** Any of these buckets may have the last label that is shown. */
const LAST = 10;

/** The names in the legend. A panel with one line has its name above it, or the picture's title. */
function legendNames(picture: Drawn): readonly string[] {
  const { panels, words } = picture;
  const hasPrevious = panels.some((panel) => hasPreviousLine(picture, panel));
  const isNamed = panels.every(({ lines }) => lines.length === 1) && !(hasPrevious && panels.length === 1);
  const names = isNamed ? [] : panels.flatMap(({ lines }) => lines.map(({ name }) => name));
  return hasPrevious ? [...names, words.compare.before] : names;
}

interface TooltipPoint {
  readonly dataIndex: number;
}

/** All values of one bucket, each by the gateway's text. */
function tooltipText(answer: Answer, points: readonly TooltipPoint[], words: Words): string {
  const index = points[0]?.dataIndex ?? 0;
  return [pointLabel(answer, index, words), ...answer.series.map((one) => pointText(one, index, words))].join('\n');
}

function seriesOf(picture: Drawn, { series, name, colorIndex }: Line, panel: number): object[] {
  const { answer, kind, colors } = picture;
  const color = colorOf(colors, colorIndex, series.others);
  const common = {
    name,
    xAxisIndex: panel,
    yAxisIndex: panel,
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
        ...(kind === 'stacked' && { stack: `panel ${panel}` }),
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
  const area = kind === 'area' ? areaKind(picture.panels[panel]!) : 'none';
  const running = answer.buckets.findIndex(({ complete }) => !complete);
  const firstRunning = running === -1 ? series.values.length : running;
  const line = {
    ...common,
    type: 'line',
    symbol: 'circle',
    symbolSize: 6,
    showSymbol: isSparse(series.values),
    lineStyle: { width: 2 },
    ...areaStyle(area, `panel ${panel}`),
    data: series.values.map((value, at) => (at < firstRunning ? value : null)),
  };
  const previous = !hasPreviousLine(picture, picture.panels[panel]!)
    ? []
    : [
        {
          ...common,
          name: picture.words.compare.before,
          type: 'line',
          symbol: isSparse(series.previous ?? []) ? 'circle' : 'none',
          symbolSize: 6,
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
    // Those of the running bucket lie on each other only, in a stack of their own.
    ...(area === 'stacked' && areaStyle(area, `running ${panel}`)),
    data: series.values.map((value, at) => (at >= firstRunning - 1 ? value : null)),
  };
  return [line, dashed, ...previous];
}

/** True if the panel has a line of the comparison period. Several lines would hide it. */
function hasPreviousLine({ kind }: TimePicture, { lines: [only, ...others] }: Panel): boolean {
  const isLine = kind === 'line' || kind === 'area';
  return isLine && others.length === 0 && only?.series.previous !== null && only?.series.previous !== undefined;
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
