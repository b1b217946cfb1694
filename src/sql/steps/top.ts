import { othersName, type BranchView } from '../readings/branch';
import { foldedSql } from '../top/folded';
import { othersScanSql, othersScansOf } from '../top/others';
import { rankedSql } from '../top/ranked';
import type { PageContext } from './context';
import type { Cte } from './cte';

/** The kept groups of `top`, and the scans without their rows. */
export interface Ranking {
  readonly ranked: Cte;
  readonly othersScans: readonly Cte[];
  /** The end of the names of these scans. */
  readonly othersSuffix: string;
}

/** Ranks the groups of a page; null if the plan has no `top`. */
export function rankingSteps(context: PageContext, cells: string): Ranking | null {
  const { plan, page, readings, scans, named, pageNamed, found } = context;
  const { top } = plan;
  if (top === null) return null;
  const ranked: Cte = { name: pageNamed('top'), sql: rankedSql(context, readings, page, top, cells) };
  const othersScans = othersScansOf(context, top, found.readings);
  const namesWith = (end: string) => othersScans.map(({ scan, suffix }) => othersName(scan, `${end}${suffix}`));
  let othersSuffix = pageNamed('others');
  while (namesWith(othersSuffix).some((one) => named(one) !== one)) othersSuffix += '_';
  const names = namesWith(othersSuffix);
  return {
    ranked,
    othersScans: othersScans.map(({ scan, keys }, index) => ({
      name: names[index]!,
      sql: othersScanSql(context, top, { scan: scans.get(scan.id)!, keys, ranked: ranked.name }),
    })),
    othersSuffix,
  };
}

interface FoldedCells {
  readonly id: string;
  readonly cells: string;
  readonly placement: BranchView['placement'];
}

/** Cells with the groups outside `top` as one group; null if the plan has no `top`. */
export function foldedStep(
  context: PageContext,
  ranking: Ranking | null,
  { id, cells, placement }: FoldedCells,
): Cte | null {
  const { plan, page, found, pageNamed } = context;
  const { top } = plan;
  if (top === null || ranking === null) return null;
  const { ranked, othersSuffix } = ranking;
  const leftOut = !top.others && !page.shares;
  return {
    name: pageNamed(id),
    sql: foldedSql(context, found, top, { cells, top: ranked.name, placement, othersSuffix, leftOut }),
  };
}
