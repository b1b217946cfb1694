import type { MetricDurationUnit } from '../../questions/documents';
import type { Catalog, CatalogMetric } from '../../questions/useCatalog';
import { rangeKeyOf, type RangeKey } from '../dashboard/ranges';
import { audiencesOf, isLike } from '../journeys/audiences';

/** What the page shows; its address says it. */
export interface FunnelState {
  /** Metrics that count the same, in order. */
  readonly steps: readonly string[];
  readonly range: RangeKey;
  readonly within: { readonly count: number; readonly unit: MetricDurationUnit };
  /** The dimension that breaks the entries down; null: none. */
  readonly groupBy: string | null;
}

export const UNITS = ['MINUTE', 'HOUR', 'DAY', 'WEEK'] as const satisfies readonly MetricDurationUnit[];
export const MOST_STEPS = 10;
/** The gateway's bound of 400 days, by unit. */
export const MOST_WITHIN: { readonly [U in MetricDurationUnit]: number } = {
  MINUTE: 576_000,
  HOUR: 9_600,
  DAY: 400,
  WEEK: 57,
};
const DEFAULT_RANGE: RangeKey = '30d';
const DEFAULT_WITHIN = { count: 7, unit: 'DAY' } as const;

/**
 * Reads an address. What it lacks, or says wrong, has a default: the first two metrics that count
 * the same. Null: no two metrics do.
 */
export function readState(parameters: URLSearchParams, catalog: Catalog): FunnelState | null {
  const steps = stepsIn(parameters.get('steps')?.split(',') ?? [], catalog);
  if (steps.length < 2) return null;
  const groupBy = parameters.get('by');
  return {
    steps: steps.map(({ key }) => key),
    range: rangeKeyOf(parameters) ?? DEFAULT_RANGE,
    within: withinIn(parameters.get('within')),
    groupBy: steps[0]!.dimensions.some(({ key }) => key === groupBy) ? groupBy : null,
  };
}

function stepsIn(keys: readonly string[], catalog: Catalog): readonly CatalogMetric[] {
  const audiences = audiencesOf(catalog);
  const named = keys.flatMap((key) => audiences.find((metric) => metric.key === key) ?? []);
  const first = named[0] ?? audiences.find((one) => audiences.some((other) => other !== one && isLike(one, other)));
  if (first === undefined) return [];
  const alike = named.filter((one) => isLike(one, first)).slice(0, MOST_STEPS);
  if (alike.length >= 2) return alike;
  return [first, ...audiences.filter((one) => one !== first && isLike(one, first)).slice(0, 1)];
}

/** `7d`, `90m`. */
function withinIn(text: string | null): FunnelState['within'] {
  const [, digits, letter] = /^(\d{1,6})([mhdw])$/.exec(text ?? '') ?? [];
  const unit = UNITS.find((one) => one[0]!.toLowerCase() === letter);
  const count = Number(digits);
  return unit === undefined || count < 1 || count > MOST_WITHIN[unit] ? DEFAULT_WITHIN : { count, unit };
}

/** The parameters that `readState` reads as this state. */
export function writeState({ steps, range, within, groupBy }: FunnelState): URLSearchParams {
  return new URLSearchParams({
    steps: steps.join(','),
    range,
    within: `${within.count}${within.unit[0]!.toLowerCase()}`,
    ...(groupBy !== null && { by: groupBy }),
  });
}
