import { isFiner, type Grain } from '../../time/grain';
import { sizeOf } from '../expression/size';
import type { MetricGrammar } from '../grammar/metric';
import type { Coarser, Metric } from '../registry';
import { coarserOf, type Way } from './coarser';
import { currentKey, type FormerKeys } from './formerKeys';
import { mentionsOf } from './mentions';
import type { MetricDraft } from './metrics';

/** What a metric is to those that are made of it. Null: not known, as there are problems. */
export interface Outline {
  /** Of a filtered metric that of the one it is on, through any depth. */
  readonly kind: Exclude<Metric['definition']['kind'], 'filtered'> | null;
  readonly grain: Grain | null;
  readonly coarser: Coarser | null;
  readonly unit: MetricGrammar['unit'];
  /** Numbers that its expression is written with in the end; of what has none 1. */
  readonly size: number;
}

/** Of a metric, once those of all that it is made of are known. */
export function outlineOf(draft: MetricDraft, formerKeys: FormerKeys, outlines: ReadonlyMap<string, Outline>): Outline {
  const { fields, kind } = draft;
  const { unit } = fields;
  const parts = mentionsOf(draft, formerKeys).map(({ key }) => outlines.get(key));
  if (kind === 'filtered') {
    const base = parts[0] ?? { kind: null, grain: null, coarser: null, unit, size: 1 };
    return { ...base, unit: unit ?? base.unit };
  }
  if (kind === 'derived') {
    const ofMetric = (key: string) => outlines.get(currentKey(key, formerKeys))?.size ?? 1;
    const size = draft.parsed === null ? 1 : sizeOf(draft.parsed.expression, ofMetric);
    return { kind, grain: coarsest(parts.map((part) => part?.grain ?? null)), coarser: 'recompute', unit, size };
  }
  const way = wayOf(draft);
  const coarser = way === null ? (fields.coarser ?? null) : coarserOf(way, fields.coarser);
  return { kind, grain: fields.grain ?? null, coarser, unit, size: 1 };
}

/** Null: there are problems, or wider buckets follow as those of another metric do. */
export function wayOf({ kind, measure }: MetricDraft): Way | null {
  if (kind !== 'snapshot') return kind === 'filtered' ? null : kind;
  return measure !== null && 'active' in measure && 'at' in measure.active ? (measure.active.at ?? 'close') : 'close';
}

function coarsest(grains: readonly (Grain | null)[]): Grain | null {
  if (grains.length === 0 || grains.includes(null)) return null;
  return (grains as readonly Grain[]).reduce((one, other) => (isFiner(one, other) ? other : one));
}
