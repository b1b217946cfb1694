import type { Drafts } from './drafts';
import { reachOf } from './reach';
import type { Metric, MetricGroup, Registry } from './registry';
import type { Checked } from './rules/all';
import { finishDimension } from './rules/dimensions';
import { formerKeysOf, underFormerKey } from './rules/formerKeys';
import { finishMetric } from './rules/metrics';
import { finishTable } from './rules/tables';
import { unitOf } from './rules/units';

/** The registry of drafts in which no problem was found. */
export function finishRegistry(drafts: Drafts, { definitions, rows }: Checked): Omit<Registry, 'version'> {
  const { timeZone, locale, limits, currency } = drafts.settings;
  const groups = drafts.groups as ReadonlyMap<string, MetricGroup>;
  const tables = new Map([...drafts.tables].map(([key, draft]) => [key, finishTable(draft, rows.get(key)!)]));
  const dimensions = new Map([...drafts.dimensions].map(([key, draft]) => [key, finishDimension(draft)]));
  const known = { tables, dimensions, definitions };
  const metrics = new Map<string, Metric>();
  for (const [key, draft] of drafts.metrics) {
    const definition = definitions.get(key)!;
    const unit = unitOf(draft.fields.unit, currency);
    const metric = finishMetric(draft, definition, unit, reachOf(definition, known));
    metrics.set(key, metric);
    for (const { former } of formerKeysOf(draft)) metrics.set(former, underFormerKey(metric, former));
  }
  return { timeZone, locale, limits, groups, tables, dimensions, metrics };
}
