import type { LastUnits } from '../answer/reachBack';
import { RANGE_FIELDS } from '../query/arguments';
import { isPresent } from '../query/isPresent';
import type { MetricRequest, OrderRequest, RangeRequest } from '../query/request';
import type { CellPart } from '../query/query';
import { usageProblem } from './commandProblem';
import { comparisonOf, topOf } from './compared';
import { readConditions, readHaving } from './conditions';
import { namesIn, type QuestionFlags } from './questionOptions';

/** The number of units in the default range. */
const DEFAULT_LAST = 7;

/** A question as it was typed, in the form that every door uses. */
export interface ParsedQuestion {
  readonly request: MetricRequest;
  /** Null if the caller gave a range. */
  readonly defaultRange: DefaultRange | null;
}

/** The range of a question that names none. */
export interface DefaultRange extends LastUnits {
  readonly inWords: string;
}

/** Reads a command line as a query. Errors: CommandProblem for text that it cannot read. */
export function readQuestion(metrics: readonly string[], flags: QuestionFlags): ParsedQuestion {
  const { range, defaultRange } = rangeOf(flags);
  const keys = metrics.flatMap(namesIn);
  const pages = isPresent(flags.limit) || isPresent(flags.offset);
  return {
    request: {
      ...flags,
      metrics: keys,
      range,
      where: readConditions(flags.where ?? []),
      having: readHaving(flags.having ?? []),
      top: topOf(keys, flags),
      compare: comparisonOf(flags.compare),
      orderBy: (flags.orderBy ?? []).map(orderOf),
      rowCount: pages,
    },
    defaultRange,
  };
}

/** The range of some flags, or the last units of their grain. */
export function rangeOf(
  flags: RangeRequest & Pick<QuestionFlags, 'grain'>,
  defaultLast = DEFAULT_LAST,
): { range: RangeRequest; defaultRange: DefaultRange | null } {
  const { from, to, through, last, unit, includeCurrent, grain } = flags;
  const unitOfGrain = grain ?? 'day';
  if ([from, to, through, last, unit].some(isPresent)) {
    const range = { ...rangeFields(flags), unit: unit ?? (isPresent(last) ? unitOfGrain : null) };
    return { range, defaultRange: null };
  }
  const units = { last: defaultLast, unit: unitOfGrain };
  const inWords = `the last ${defaultLast} ${unitOfGrain}s${includeCurrent ? ' and the running one' : ''}`;
  return { range: { ...rangeFields(flags), ...units }, defaultRange: { ...units, inWords } };
}

function rangeFields(flags: RangeRequest): RangeRequest {
  return Object.fromEntries(RANGE_FIELDS.map((field) => [field, flags[field] ?? null]));
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
