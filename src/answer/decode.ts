import type { EngineRow } from '../engine/engine';
import type { Formula, MeasuredSlots, Page, Plan, PlannedMetric } from '../plan/plan';
import type { SectionLayout, Layout } from '../sql/layout';
import { isOver } from '../time/asOf';
import { canonical } from './canonical';
import { keyTextOf, readKey } from './keyTexts';
import type { Answer, AnswerRow, Cell, Period, Totals } from './answer';

/**
 * The part of an answer that the statement's rows contain. Its rows are not cut to the limit yet.
 */
export type DecodedPage = Omit<Answer, 'meta' | 'hasMore'>;

/** Turns the statement's rows into the rows of each page, in their order. */
export function decodeRows(plan: Plan, { tagged, sections }: Layout, engineRows: readonly EngineRow[]): DecodedPage[] {
  const first = tagged ? 2 : 0;
  const pages = plan.pages.map((page) => ({
    rows: [] as AnswerRow[],
    totals: null as Totals | null,
    rowCount: null as number | null,
    overall: page.groupTotals ? ([] as AnswerRow[]) : null,
  }));
  const readers = sections.map((section) => rowReader(plan, section, first));
  for (const row of engineRows) {
    const part = tagged ? Number(row[0]) : 0;
    const { kind, page: index } = sections[part]!;
    const page = pages[index]!;
    if (kind === 'rows') page.rows.push(readers[part]!(row));
    else if (kind === 'overall') page.overall!.push(readers[part]!(row));
    else {
      const { rangeTotal: totals, rowCount } = plan.pages[index]!;
      if (totals) page.totals = readers[part]!(row);
      if (rowCount) page.rowCount = Number(row.at(-1));
    }
  }
  return pages;
}

/** Reads the rows of one section. Their columns begin at `first`. */
export function rowReader(plan: Plan, section: SectionLayout, first: number): (row: EngineRow) => AnswerRow {
  const { groupBy, asOf, top } = plan;
  const keys = first + 1;
  const keyTexts = plan.keyForms.map(keyTextOf);
  const othersColumn = keys + groupBy.length;
  const isRangeTotal = section.kind !== 'rows';
  const buckets = (isRangeTotal ? [plan.range] : plan.buckets).map((bucket) => timed(bucket, asOf));
  const readCells = cellsReader(plan.pages[section.page]!, section, top === null ? othersColumn : othersColumn + 1);
  return (row) => {
    const slot = Number(row[first]);
    const by: Record<string, string | null> = {};
    for (let index = 0; index < groupBy.length; index++)
      by[groupBy[index]!] = readKey(keyTexts[index]!, row[keys + index]!);
    const others = top !== null && section.kind !== 'summary' && row[othersColumn] === null;
    return { time: buckets[slot - 1]!, by, others, cells: readCells(row, slot) };
  };
}

function timed({ start, end }: Period, asOf: number): AnswerRow['time'] {
  return { start, end, complete: isOver({ end }, asOf) };
}

/** The columns of a metric are the same for every row: they are found once. */
function cellsReader({ metrics }: Page, { kind, columns }: SectionLayout, first: number) {
  const readers = metrics.map((metric) => {
    const measured = metric.current[kind === 'rows' ? 'rows' : 'rangeTotal'];
    const at = (part: string) => {
      const index = columns.findIndex((column) => column.metric === metric.key && column.part === part);
      return index < 0 ? null : first + index;
    };
    return [metric.key, measured === null ? null : cellReader(metric, measured, at)] as const;
  });
  return (row: EngineRow, slot: number): Record<string, Cell> => {
    const cells: Record<string, Cell> = {};
    for (const [key, read] of readers) if (read !== null) cells[key] = read(row, slot);
    return cells;
  };
}

type ColumnIndex = number | null;

/**
 * Returns the function that reads a cell. If neither side of a ratio has a row, the status is
 * NO_DATA. If a denominator is 0, it is DIVIDE_BY_ZERO (docs/meaning.md#ratio, #derived). If the
 * number covers too few people, it is SUPPRESSED.
 */
function cellReader({ current }: PlannedMetric, { complete }: MeasuredSlots, at: (part: string) => ColumnIndex) {
  const [value, contributed] = [at('value')!, at('contributed')];
  const [share, numerator, denominator] = [at('share'), at('numerator'), at('denominator')];
  const [previous, change, difference] = [at('previous'), at('change'), at('difference')];
  const hidden = at('hidden');
  const divides = DIVIDES[current.kind];
  return (row: EngineRow, slot: number): Cell => {
    const decimal = row[value]!;
    const hasContributed = !divides || row[contributed!] === '1';
    return {
      decimal: hasContributed ? read(row, value) : null,
      status:
        hidden !== null && row[hidden] === '1'
          ? 'SUPPRESSED'
          : !hasContributed || (decimal === null && !divides)
            ? 'NO_DATA'
            : decimal === null
              ? 'DIVIDE_BY_ZERO'
              : 'OK',
      complete: complete[slot - 1]!,
      previous: read(row, previous),
      change: read(row, change),
      difference: read(row, difference),
      share: read(row, share),
      numerator: read(row, numerator),
      denominator: read(row, denominator),
    };
  };
}

/**
 * Whether a kind of formula divides. If it does, a missing number can mean DIVIDE_BY_ZERO and not
 * only NO_DATA.
 */
const DIVIDES: { readonly [K in Formula['kind']]: boolean } = { plain: false, ratio: true, derived: true };

function read(row: EngineRow, columnIndex: ColumnIndex): string | null {
  if (columnIndex === null) return null;
  const decimal = row[columnIndex]!;
  return decimal === null ? null : canonical(decimal);
}
