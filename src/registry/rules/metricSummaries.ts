import { isFiner, type Grain } from '../../time/grain';
import { sizeOf } from '../expression/size';
import type { MetricGrammar } from '../grammar/metric';
import type { OverTime, Metric } from '../../model/registry';
import { overTimeOf, type OverTimeCategory } from './overTime';
import { currentKey, type FormerKeys } from './formerKeys';
import { referencesOf } from './metricReferences';
import type { MetricDraft } from './metrics';

/** What a metric is to those that are made of it. Null: not known, as there are problems. */
export interface MetricSummary {
  /** Of a filtered metric that of the one it is on, through any depth. */
  readonly kind: Exclude<Metric['definition']['kind'], 'filtered'> | null;
  readonly grain: Grain | null;
  readonly overTime: OverTime | null;
  readonly unit: MetricGrammar['unit'];
  /** Numbers that its expression is written with in the end; of what has none 1. */
  readonly size: number;
}

/** Of a metric, once those of all that it is made of are known. */
export function summaryOf(
  draft: MetricDraft,
  formerKeys: FormerKeys,
  summaries: ReadonlyMap<string, MetricSummary>,
): MetricSummary {
  const { fields, kind } = draft;
  const { unit } = fields;
  const parts = referencesOf(draft, formerKeys).map(({ key }) => summaries.get(key));
  if (kind === 'filtered') {
    const base = parts[0] ?? { kind: null, grain: null, overTime: null, unit, size: 1 };
    return { ...base, unit: unit ?? base.unit };
  }
  if (kind === 'derived') {
    const ofMetric = (key: string) => summaries.get(currentKey(key, formerKeys))?.size ?? 1;
    const size = draft.parsed === null ? 1 : sizeOf(draft.parsed.expression, ofMetric);
    return { kind, grain: coarsest(parts.map((part) => part?.grain ?? null)), overTime: 'recompute', unit, size };
  }
  const category = overTimeCategoryOf(draft);
  const overTime = category === null ? (fields.overTime ?? null) : overTimeOf(category, fields.overTime);
  return { kind, grain: fields.grain ?? null, overTime, unit, size: 1 };
}

/** Null: there are problems, or wider buckets follow as those of another metric do. */
export function overTimeCategoryOf({ kind, measure }: MetricDraft): OverTimeCategory | null {
  if (kind !== 'snapshot') return kind === 'filtered' ? null : kind;
  return measure !== null && 'active' in measure && 'at' in measure.active ? (measure.active.at ?? 'close') : 'close';
}

function coarsest(grains: readonly (Grain | null)[]): Grain | null {
  if (grains.length === 0 || grains.includes(null)) return null;
  return (grains as readonly Grain[]).reduce((one, other) => (isFiner(one, other) ? other : one));
}
