import { parseInstant } from '../query/timePoint';
import type { MetricRequest, OrderRequest, RangeRequest } from '../query/request';
import type { CellPart } from '../query/query';
import { usageProblem } from './commandProblem';
import { comparisonOf, topOf } from './compared';
import { readConditions, readHaving } from './conditions';
import { namesIn, type QuestionFlags } from './questionOptions';

/** How many units a question is about that does not say. */
const DEFAULT_LAST = 7;

/** A question as it was typed, in the form that every door hands in. */
export interface ParsedQuestion {
  readonly request: MetricRequest;
  /** The range in words, where nobody gave one. */
  readonly defaultRange: string | null;
}

/** Reads a command line as a query. Errors: CommandProblem for what cannot be read; BAD_RANGE for an `asOf` that is no instant. */
export function readQuestion(metrics: readonly string[], flags: QuestionFlags): ParsedQuestion {
  const grain = flags.grain ?? null;
  const hasRange = [flags.from, flags.to, flags.through, flags.last, flags.unit].some((one) => one !== undefined);
  const range = hasRange ? rangeOf(flags) : defaultRequest(flags);
  const { unit } = range;
  const keys = metrics.flatMap(namesIn);
  const pages = flags.limit !== undefined || flags.offset !== undefined;
  return {
    request: {
      metrics: keys,
      range,
      grain,
      groupBy: flags.groupBy ?? [],
      timeZone: flags.timeZone ?? null,
      asOf: flags.asOf === undefined ? null : parseInstant(flags.asOf, 'asOf'),
      where: readConditions(flags.where ?? []),
      having: readHaving(flags.having ?? []),
      top: topOf(keys, flags),
      compare: comparisonOf(flags.compare),
      fill: flags.fill,
      orderBy: (flags.orderBy ?? []).map(orderOf),
      limit: flags.limit ?? null,
      offset: flags.offset ?? null,
      totals: flags.totals ?? false,
      rowCount: pages,
    },
    defaultRange: hasRange
      ? null
      : `the last ${DEFAULT_LAST} ${unit}s${flags.includeCurrent ? ' and the running one' : ''}`,
  };
}

function defaultRequest({ grain, includeCurrent }: QuestionFlags): RangeRequest {
  return { last: DEFAULT_LAST, unit: grain ?? 'day', includeCurrent: includeCurrent ?? false };
}

function rangeOf({ from, to, through, last, unit, includeCurrent, grain }: QuestionFlags): RangeRequest {
  return {
    from: from ?? null,
    to: to ?? null,
    through: through ?? null,
    last: last ?? null,
    unit: unit ?? (last === undefined ? null : (grain ?? 'day')),
    includeCurrent: includeCurrent ?? false,
  };
}

const PARTS: readonly CellPart[] = ['value', 'previous', 'change', 'difference'];

/** `key`, `key:desc`, `key:change:desc:nulls-first`. */
function orderOf(text: string): OrderRequest {
  const [key = '', ...words] = text.split(':');
  let order: OrderRequest = { key: /^time$/i.test(key) ? 'TIME' : key };
  for (const word of words) {
    const part = PARTS.find((one) => one === word);
    if (part !== undefined) order = { ...order, of: part };
    else if (word === 'asc' || word === 'desc') order = { ...order, direction: word };
    else if (word === 'nulls-first' || word === 'nulls-last') {
      order = { ...order, nulls: word === 'nulls-first' ? 'first' : 'last' };
    } else {
      throw usageProblem(
        `--order-by ${text}: after a key there may be :previous, :change or :difference, :asc or :desc, :nulls-first or :nulls-last, not ":${word}".`,
      );
    }
  }
  return order;
}
