import { useMemo, useState } from 'react';
import type { MetricPicture } from '../questions/documents';
import type { Answer } from '../questions/useSeries';
import { useTheme } from '../theme';
import { Button } from '../widgets/Button';
import { Empty } from '../widgets/Empty';
import { useLanguage } from '../words/words';
import { Chart } from './Chart';
import { readColors } from './readColors';
import { missedData, type DataDates } from './dataDates';
import { DataTable } from './DataTable';
import { GroupTable } from './GroupTable';
import { MissedData } from './MissedData';
import type { EChartsType } from './echarts';
import { shareOption } from './options/shareOption';
import { timeOption, type TimeKind } from './options/timeOption';
import { pointLabel, pointText } from './texts';
import { Warnings } from './Warnings';

interface Props {
  readonly answer: Answer;
  readonly kind: MetricPicture;
  readonly title: string;
  /** What a person can do with the chart. */
  readonly hint?: string | null;
  onBrush?: ((first: number, last: number) => void) | undefined;
  onChart?: ((chart: EChartsType | null) => void) | undefined;
  /** Shows the range of the data, if the page can. */
  onDates?: ((dates: DataDates) => void) | undefined;
}

const TIME_KINDS: Readonly<Partial<Record<MetricPicture, TimeKind>>> = {
  LINE: 'line',
  AREA: 'area',
  BARS: 'bars',
  STACKED: 'stacked',
  NUMBER: 'line',
};

/** An answer as a chart with its data table, or as a table alone. */
export function Picture({ answer, kind, title, hint = null, onBrush, onChart, onDates }: Props) {
  const { words, language } = useLanguage();
  const { shown } = useTheme();
  const time = TIME_KINDS[kind];
  const [isTable, setTable] = useState(false);
  // A table by group shows the whole range; a chart by group shows its course.
  const Table = time === undefined && answer.series.some(({ group }) => group.length > 0) ? GroupTable : DataTable;
  const { option, height } = useMemo(() => {
    const colors = readColors();
    if (time === undefined) return { option: shareOption(answer, colors, language), height: null };
    return timeOption({ answer, kind: time, colors, words, language });
  }, [answer, time, words, language, shown]);
  const missed = missedData(answer);
  if (missed !== null) {
    return (
      <>
        <Warnings warnings={answer.meta.warnings} />
        <MissedData dates={missed} onDates={onDates} />
      </>
    );
  }
  if (answer.series.length === 0 || answer.series.every(({ statuses }) => statuses.every((one) => one === 'NO_DATA'))) {
    return (
      <>
        <Warnings warnings={answer.meta.warnings} />
        <Empty title={words.empty.title} text={words.empty.range} />
      </>
    );
  }
  const points =
    time === undefined
      ? answer.series.map(({ label, overall }) => `${label}: ${overall.formatted ?? words.value.noData}`)
      : answer.buckets.map((_, at) =>
          [pointLabel(answer, at, words), ...answer.series.map((series) => pointText(series, at, words))].join(', '),
        );
  return (
    <>
      <Warnings warnings={answer.meta.warnings} />
      {kind !== 'TABLE' && !isTable && (
        <>
          <Chart title={title} option={option} points={points} height={height} onBrush={onBrush} onChart={onChart} />
          <div className="hidden">
            <Table answer={answer} caption={title} />
          </div>
        </>
      )}
      {(kind === 'TABLE' || isTable) && <Table answer={answer} caption={title} />}
      {kind !== 'TABLE' && (
        <div className="chart-foot">
          <Button kind="quiet" onPress={() => setTable(!isTable)}>
            {isTable ? words.picture.chart : words.picture.table}
          </Button>
          {hint !== null && !isTable && <p className="quiet">{hint}</p>}
        </div>
      )}
    </>
  );
}
