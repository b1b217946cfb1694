import { CaretDownIcon, CaretSortIcon, CaretUpIcon } from '@radix-ui/react-icons';
import { useMemo, type CSSProperties } from 'react';
import { Button } from 'react-aria-components';
import { pointLabel, valueText } from '../../../charts/texts';
import type { Answer } from '../../../questions/useSeries';
import { Change } from '../../../widgets/Change';
import { useStatusText } from '../../../widgets/useStatusText';
import { useWords } from '../../../words/words';
import type { Sort } from '../state/state';
import { heatOf } from './heat';
import { nextSort, sortedRows } from './sortRows';

interface Props {
  readonly answer: Answer;
  readonly sort: Sort;
  onSort(sort: Sort): void;
}

/** All numbers: a row for each bucket, a column for each series, totals, and shades of heat. */
export function NumbersTable({ answer, sort, onSort }: Props) {
  const words = useWords();
  const statusText = useStatusText();
  const { buckets, series } = answer;
  const rows = useMemo(() => sortedRows(answer, sort), [answer, sort]);
  const heat = useMemo(() => heatOf(answer), [answer]);
  const title = words.explore.table.title;
  return (
    <div className="table-frame numbers-frame" tabIndex={0} role="region" aria-label={title}>
      <table className="table numbers">
        <caption className="hidden">{title}</caption>
        <thead>
          <tr>
            <Head column="time" text={words.picture.time} sort={sort} onSort={onSort} />
            {series.map(({ label }, column) => (
              <Head key={column} column={column} text={label} sort={sort} onSort={onSort} />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={buckets[row]!.start}>
              <th scope="row">{pointLabel(answer, row, words)}</th>
              {series.map((one, column) => {
                const share = heat(column, row);
                return (
                  <td
                    key={column}
                    data-status={one.statuses[row]}
                    {...(share !== null && { className: 'heat', style: { '--heat': share } as CSSProperties })}
                  >
                    <Cell text={valueText(one, row, words)} before={one.previousFormatted?.[row] ?? null} />
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{words.picture.total}</th>
            {series.map(({ overall, metric }, column) => (
              <td key={column} data-status={overall.status}>
                <Cell text={overall.formatted ?? statusText(overall.status)} before={overall.previousText ?? null} />
                <Change
                  change={overall.change ?? null}
                  text={overall.changeText ?? null}
                  better={metric.better ?? null}
                />
              </td>
            ))}
          </tr>
        </tfoot>
      </table>
    </div>
  );
}

interface CellProps {
  readonly text: string;
  /** The number of the comparison period; null if there is none. */
  readonly before: string | null;
}

function Cell({ text, before }: CellProps) {
  const { value } = useWords();
  return (
    <>
      <span className="cell-value">{text}</span>
      {before !== null && <span className="cell-before">{value.previous(before)}</span>}
    </>
  );
}

interface HeadProps extends Pick<Props, 'sort' | 'onSort'> {
  readonly column: Sort['column'];
  readonly text: string;
}

function Head({ column, text, sort, onSort }: HeadProps) {
  const isSorted = sort.column === column;
  const direction = sort.isDescending ? 'descending' : 'ascending';
  return (
    <th scope="col" {...(isSorted && { 'aria-sort': direction })}>
      <Button className="sort" onPress={() => onSort(nextSort(sort, column))}>
        {/* A line ends with the dot between two parts, and does not begin with it. */}
        {text.replaceAll(' · ', '\u00a0· ')}
        {!isSorted && <CaretSortIcon aria-hidden />}
        {isSorted && (sort.isDescending ? <CaretDownIcon aria-hidden /> : <CaretUpIcon aria-hidden />)}
      </Button>
    </th>
  );
}
