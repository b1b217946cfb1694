import type { ProblemList } from '../problems';
import { reachOf } from '../../model/reach';
import type { Definition } from '../../model/definition';
import type { Spot } from '../yaml/spot';
import type { DimensionDraft } from './dimensions';
import type { FormerKeys } from './formerKeys';
import type { MetricDraft } from './metrics';
import type { MetricSummary } from './metricSummaries';
import type { TableDraft } from './tableDraft';

/** The input for reading a metric that depends on others. */
export interface CompositeContext {
  readonly tables: ReadonlyMap<string, TableDraft>;
  readonly dimensions: ReadonlyMap<string, DimensionDraft>;
  readonly metrics: ReadonlyMap<string, MetricDraft>;
  readonly formerKeys: FormerKeys;
  /** Summaries of the metrics that it may depend on, without those in a cycle with it. */
  readonly summaries: ReadonlyMap<string, MetricSummary>;
  /** Definitions of the same metrics, without those that have problems. */
  readonly definitions: ReadonlyMap<string, Definition>;
  readonly problems: ProblemList;
}

/** The dimensions that a metric reaches; null if it has problems. */
export function reachOfMetric(
  key: string,
  { tables, dimensions, definitions }: CompositeContext,
): readonly string[] | null {
  const definition = definitions.get(key);
  const declared = new Map(
    [...dimensions].map(([name, { fields }]) => [name, { table: fields.of ?? '', column: fields.column ?? '' }]),
  );
  return definition ? reachOf(definition, { tables, dimensions: declared, definitions }) : null;
}

/**
 * Reports parts that share no dimension although each has some: they were probably not meant for
 * each other.
 */
export function checkShared(spot: Spot, parts: Iterable<string>, context: CompositeContext): void {
  const reached = [...new Set(parts)].map((key) => ({ key, dimensions: reachOfMetric(key, context) }));
  if (reached.some(({ dimensions }) => !dimensions?.length)) return;
  const [first, ...remaining] = reached;
  if (first!.dimensions!.some((one) => remaining.every(({ dimensions }) => dimensions!.includes(one)))) return;
  const described = reached.map(({ key, dimensions }) => `"${key}" reaches ${dimensions!.join(', ')}`).join(', ');
  context.problems.add(spot, `${described}: no dimension is shared`, 'parts that share a dimension, or have none');
}

/** Rejects fields that could contradict the metrics that this one depends on. */
export function rejectFields(
  { spot, fields }: MetricDraft,
  names: readonly ('grain' | 'overTime' | 'denominator')[],
  wrong: string,
  problems: ProblemList,
): void {
  for (const name of names) {
    if (fields[name] !== undefined) problems.add(spot.at(name), wrong, `no \`${name}\` here`);
  }
}
