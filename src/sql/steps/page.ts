import type { Section } from '../sections';
import { ownCellsStep } from './cells';
import type { PageContext } from './context';
import { presentSteps, type Cte } from './cte';
import { overallSteps } from './overall';
import { rowSteps } from './rows';
import { rankingSteps } from './top';
import { summarySection } from './totals';

interface PageSteps {
  readonly ctes: readonly Cte[];
  readonly sections: readonly Section[];
}

/** From the cells of the statement to the sections of a page: rows, totals and overall. */
export function pageSteps(
  context: PageContext,
  from: { readonly cells: string; readonly totals: string | null },
): PageSteps {
  const own = ownCellsStep(context, from.cells);
  const cells = own?.name ?? from.cells;
  const ranking = rankingSteps(context, cells);
  const rows = rowSteps(context, { cells, ranking });
  const summary = summarySection(context, { totals: from.totals, rows: rows.section.rows });
  const overall = overallSteps(context, { cells, grouped: rows.grouped, ranking });
  return {
    ctes: presentSteps([
      own,
      ...(ranking === null ? [] : [ranking.ranked, ...ranking.othersScans]),
      ...rows.ctes,
      ...(overall?.ctes ?? []),
    ]),
    sections: [rows.section, summary, overall?.section ?? null].filter((section) => section !== null),
  };
}
