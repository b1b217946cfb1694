import type { ComparisonRequest, TopRequest } from '../query/request';
import { GRAINS } from '../time/grain';
import { usageProblem } from './commandProblem';
import type { QuestionFlags } from './questionOptions';

/** `previous`, or how far back: `1week`, `52 weeks`, `1-year`. Errors: CommandProblem. */
export function comparisonOf(text: string | undefined): ComparisonRequest | null {
  if (text === undefined) return null;
  if (text === 'previous') return { previousPeriod: true };
  const [, count, word] = /^(\d{1,6})[ -]?([a-z]+?)s?$/i.exec(text) ?? [];
  const unit = GRAINS.find((one) => one === word?.toLowerCase());
  if (count === undefined || unit === undefined) {
    throw usageProblem(`--compare ${text}: it takes "previous", or how far back, such as 1week, 52weeks or 1year.`);
  }
  return { shift: Number(count), unit };
}

/**
 * The groups to keep; by the first metric, if none is named. Errors: CommandProblem for what goes
 * with --top and is given without it.
 */
export function topOf(metrics: readonly string[], flags: QuestionFlags): TopRequest | null {
  const { top, topBy, topOf, bottom, others } = flags;
  if (top === undefined) {
    const [stray] = Object.entries({ '--top-by': topBy, '--top-of': topOf, '--bottom': bottom, '--others': others })
      .filter(([, value]) => value !== undefined)
      .map(([flag]) => flag);
    if (stray !== undefined) throw usageProblem(`${stray} goes with --top, which says how many groups are kept.`);
    return null;
  }
  return {
    n: top,
    by: topBy ?? metrics[0] ?? '',
    of: topOf ?? null,
    direction: bottom ? 'asc' : 'desc',
    others: others ?? false,
  };
}
