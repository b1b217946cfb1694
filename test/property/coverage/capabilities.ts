import type { Metric, Registry } from '../../../src/model/registry';
import type { MetricQuery } from '../../../src/query/query';
import type { Evaluated, EvaluatedCell } from '../evaluator/evaluated';
import { KIND_WIDTH, kindOf } from './kindName';

/** Features that every kind of metric allows, beside its numbers. */
const CAPABILITIES = [
  'compared with the previous period, by grain',
  'compared with the previous period, as one',
  'compared with a shift, by grain',
  'compared with a shift, as one',
  'ranks groups, some are left out',
  'ranks groups, some become others',
  'counted anew for others',
  'overall',
] as const;

type Capability = (typeof CAPABILITIES)[number];

/** All features of the metric's kind. */
export function capabilitiesOf(metric: Metric): readonly string[] {
  return CAPABILITIES.map((capability) => named(kindOf(metric), capability));
}

/** The features that the query uses and that have a number other than 0 in its answer. */
export function capabilitiesMet(registry: Registry, query: MetricQuery, expected: Evaluated): readonly string[] {
  return query.metrics.flatMap((metric) => {
    const kind = kindOf(registry.metrics.get(metric)!);
    return metIn(metric, query, expected).map((capability) => named(kind, capability));
  });
}

function metIn(metric: string, query: MetricQuery, { rows, overall, leftOut }: Evaluated): readonly Capability[] {
  const cells = rows.map((row) => row.cells[metric]!);
  const met: Capability[] = [];
  if (query.compare !== null && cells.some(isCompared)) {
    const period = query.compare.kind === 'shift' ? 'a shift' : 'the previous period';
    met.push(`compared with ${period}, ${query.grain === null ? 'as one' : 'by grain'}`);
  }
  if (query.top?.by === metric && leftOut > 0)
    met.push(query.top.others ? 'ranks groups, some become others' : 'ranks groups, some are left out');
  if (rows.some(({ others, cells }) => others && isSomething(cells[metric]!.decimal)))
    met.push('counted anew for others');
  if (overall?.some((row) => isSomething(row.cells[metric]!.decimal))) met.push('overall');
  return met;
}

/** True of a number with one in the comparison period, if one of them is not 0. */
function isCompared({ decimal, previous }: EvaluatedCell): boolean {
  return previous !== null && (isSomething(previous) || isSomething(decimal));
}

export function isSomething(number: EvaluatedCell['decimal']): boolean {
  return number !== null && number !== '0';
}

function named(kind: string, capability: Capability): string {
  return `${kind.padEnd(KIND_WIDTH)}  ${capability}`;
}
