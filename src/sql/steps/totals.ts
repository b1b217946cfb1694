import type { Section } from '../sections';
import { branchesOf } from '../readings';
import { totalsSql } from '../stitch';
import { answerSql } from './answer';
import type { PageContext, StatementContext } from './context';
import type { Cte } from './cte';

/** Every reading over all rows of the whole range: one row. */
export function totalsStep(context: StatementContext, cells: string): Cte {
  const all = [...context.readings.values()];
  const branches = branchesOf(
    { ...context, view: { placement: 'rangeTotal', keys: [], personKey: null, othersSuffix: null, cells } },
    all,
  );
  return { name: context.named('totals'), sql: totalsSql(branches, all) };
}

/** The totals of a page and the number of its rows, if wanted; null if neither is. */
export function summarySection(
  context: PageContext,
  { totals, rows }: { readonly totals: string | null; readonly rows: string },
): Section | null {
  const { page, index } = context;
  if (!page.rangeTotal && !page.rowCount) return null;
  const answered =
    page.rangeTotal && totals !== null
      ? answerSql(context, { cells: totals, placement: 'rangeTotal', isGrouped: false })
      : null;
  return {
    page: index,
    kind: 'summary',
    columns: answered?.columns ?? [],
    totals: answered?.sql ?? null,
    counted: page.rowCount ? rows : null,
  };
}
