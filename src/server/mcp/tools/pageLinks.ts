import type { DurationUnit } from '../../../query/duration';

/**
 * The ranges of the pages `/funnel` and `/why`: `RANGES` of `console/pages/dashboard/ranges.ts`,
 * by `last` and `unit`.
 */
const PAGE_RANGES: readonly string[] = ['7d', '30d', '90d', '12w', '12m'];

/** The parts of a question that these pages always answer in one way, or cannot answer. */
interface PageQuestion {
  readonly range: {
    readonly last?: number | undefined;
    readonly unit?: string | undefined;
    readonly includeCurrent?: boolean | undefined;
    readonly from?: string | undefined;
  };
  readonly where?: Readonly<Record<string, unknown>> | undefined;
  readonly timeZone?: string | undefined;
  readonly asOf?: string | undefined;
}

interface LinkedFunnel extends PageQuestion {
  readonly steps: readonly string[];
  readonly within: { readonly count: number; readonly unit: Uppercase<DurationUnit> };
  readonly groupBy: readonly string[];
  readonly grain?: string | undefined;
}

/**
 * The address of the same funnel in the console. Null if the page cannot show it: a link to other
 * numbers would be worse than none.
 */
export function funnelLink(question: LinkedFunnel): string | null {
  const { steps, within, groupBy, grain } = question;
  const range = pageRange(question);
  if (range === null || grain !== undefined || groupBy.length > 1) return null;
  const [by] = groupBy;
  const parameters = new URLSearchParams({
    ...{ steps: steps.join(','), range, within: `${within.count}${letterOf(within.unit)}` },
    ...(by !== undefined && { by }),
  });
  return `/funnel?${parameters}`;
}

interface LinkedChange extends PageQuestion {
  readonly metric: string;
  readonly compare: { readonly previousPeriod?: boolean | undefined };
  /** Undefined: as many parts as the page shows. */
  readonly top?: number | undefined;
}

/** The address of the same explanation in the console. It shows all dimensions that explain. */
export function whyLink(question: LinkedChange): string | null {
  const { metric, compare, top } = question;
  const range = pageRange(question);
  if (range === null || compare.previousPeriod !== true || top !== undefined) return null;
  return `/why?${new URLSearchParams({ metric, range })}`;
}

/** The range as the pages name it. Null if they cannot show the question. */
function pageRange({ range, where = {}, timeZone, asOf }: PageQuestion): string | null {
  const { last, unit = 'DAY', includeCurrent, from } = range;
  if (Object.keys(where).length > 0 || timeZone !== undefined || asOf !== undefined) return null;
  if (last === undefined || from !== undefined || includeCurrent === true) return null;
  const key = `${last}${letterOf(unit)}`;
  return PAGE_RANGES.includes(key) ? key : null;
}

function letterOf(unit: string): string {
  return unit.charAt(0).toLowerCase();
}
