/** The parts of a question that an address of the console can say. */
export interface LinkedQuestion {
  readonly metrics: readonly string[];
  readonly groupBy: readonly string[];
  readonly grain?: string | undefined;
  readonly timeZone?: string | undefined;
  readonly range: {
    readonly last?: number | undefined;
    readonly unit?: string | undefined;
    readonly includeCurrent?: boolean | undefined;
    readonly from?: string | undefined;
    readonly to?: string | undefined;
    readonly through?: string | undefined;
  };
  readonly where?: Readonly<Record<string, unknown>> | undefined;
  readonly compare?:
    | {
        readonly previousPeriod?: boolean | undefined;
        readonly shift?: number | undefined;
        readonly unit?: string | undefined;
      }
    | undefined;
}

type Parameters = readonly (readonly [string, string])[];

/**
 * The address of the same question in the console. Null if an address cannot say it: a link to
 * other numbers would be worse than none.
 */
export function exploreLink({
  metrics,
  groupBy,
  grain,
  timeZone,
  range,
  where = {},
  compare,
}: LinkedQuestion): string | null {
  const ranged = rangeParameters(range);
  const filters = Object.entries(where).map(([dimension, test]) => filterParameters(dimension, test));
  if (ranged === null || filters.includes(null)) return null;
  const parameters: Parameters = [
    ['metrics', metrics.join(',')],
    ...(groupBy.length === 0 ? [] : ([['by', groupBy.join(',')]] as const)),
    ...ranged,
    ...(grain === undefined ? [] : ([['grain', grain.toLowerCase()]] as const)),
    ...(timeZone === undefined ? [] : ([['zone', timeZone]] as const)),
    ...comparisonParameters(compare),
    ...(filters as readonly Parameters[]).flat(),
  ];
  return `/explore?${new URLSearchParams(parameters.map(([name, value]): [string, string] => [name, value]))}`;
}

function rangeParameters({
  last,
  unit = 'DAY',
  includeCurrent,
  from,
  to,
  through,
}: LinkedQuestion['range']): Parameters | null {
  if (last !== undefined) {
    return [['range', `${last}${letterOf(unit)}`], ...(includeCurrent === true ? ([['running', 'yes']] as const) : [])];
  }
  if (from !== undefined && through !== undefined) return [['range', `${from}..${through}`]];
  if (from === undefined || to === undefined || !from.includes('T') || !to.includes('T')) return null;
  return [['range', `${from}..${to}`]];
}

function comparisonParameters(compare: LinkedQuestion['compare']): Parameters {
  if (compare === undefined) return [];
  if (compare.previousPeriod === true) return [['compare', 'previous']];
  return compare.shift === undefined ? [] : [['compare', `${compare.shift}${letterOf(compare.unit ?? 'DAY')}`]];
}

function letterOf(unit: string): string {
  return unit.charAt(0).toLowerCase();
}

const SUFFIXES: Readonly<Record<string, string>> = {
  eq: 'is',
  in: 'is',
  ne: 'not',
  contains: 'contains',
  startsWith: 'starts',
};

function filterParameters(dimension: string, test: unknown): Parameters | null {
  if (typeof test !== 'object' || test === null || ['and', 'or', 'not'].includes(dimension)) return null;
  const [[operator, value], ...more] = Object.entries(test) as [[string, unknown], ...unknown[]];
  const suffix = SUFFIXES[operator];
  const values = Array.isArray(value) ? (value as unknown[]) : [value];
  if (
    suffix === undefined ||
    more.length > 0 ||
    !values.every((one) => ['string', 'number', 'boolean'].includes(typeof one))
  ) {
    return null;
  }
  return values.map((one) => [`${dimension}.${suffix}`, String(one)] as const);
}
