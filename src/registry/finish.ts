import type { Drafts, GroupDraft } from './drafts';
import type { MetricGrammar } from './grammar/metric';
import { reachOf } from '../model/reach';
import type { Metric, MetricGroup, Registry } from '../model/registry';
import type { Checked } from './rules/all';
import { finishDimension } from './rules/dimensions';
import { formerKeysOf, underFormerKey } from './rules/formerKeys';
import type { MetricDraft } from './rules/metrics';
import type { MetricSummary } from './rules/metricSummaries';
import { finishTable } from './rules/tables';
import { finishOptionalText, finishText } from './rules/texts';
import { unitOf } from './rules/units';
import type { Locale } from '../time/locale';

/** The registry without its version: everything that the files declare. */
export type Definitions = Omit<Registry, 'version' | 'hidden'>;

/** Builds the registry from drafts without problems. */
export function finishRegistry(drafts: Drafts, { definitions, summaries, rows, roles }: Checked): Definitions {
  const { timeZone, limits, currency } = drafts.settings;
  const locales = drafts.settings.locales!.all;
  const groups = new Map([...drafts.groups].map(([key, draft]) => [key, finishGroup(draft!, locales)]));
  const tables = new Map([...drafts.tables].map(([key, draft]) => [key, finishTable(draft, rows.get(key)!)]));
  const dimensions = new Map([...drafts.dimensions].map(([key, draft]) => [key, finishDimension(draft, locales)]));
  const known = { tables, dimensions, definitions };
  const metrics = new Map<string, Metric>();
  for (const [key, draft] of drafts.metrics) {
    const definition = definitions.get(key)!;
    const summary = summaries.get(key)!;
    const unit = unitOf(summary.unit, currency);
    const formerKeys = formerKeysOf(draft).map(({ former }) => former);
    const found = { definition, unit, dimensions: reachOf(definition, known), formerKeys };
    const metric = finishMetric(draft, summary, locales, found);
    metrics.set(key, metric);
    for (const former of formerKeys) metrics.set(former, underFormerKey(metric, former));
  }
  return { timeZone, locale: locales[0]!, locales, limits, groups, tables, dimensions, metrics, roles };
}

function finishGroup({ key, label }: GroupDraft, locales: readonly Locale[]): MetricGroup {
  return { key, label: finishText(label, locales) };
}

function finishMetric(
  { key, spot, fields }: MetricDraft,
  summary: MetricSummary,
  locales: readonly Locale[],
  found: Pick<Metric, 'definition' | 'unit' | 'dimensions' | 'formerKeys'>,
): Metric {
  const {
    label,
    description,
    group,
    priority = null,
    owner = null,
    better = null,
    deprecated = null,
  } = fields as MetricGrammar;
  const words = { label: finishText(label, locales), description: finishOptionalText(description, locales) };
  const declared = { key, ...words, group, priority, owner, better, deprecated, renamedTo: null };
  return {
    ...declared,
    grain: summary.grain!,
    overTime: summary.overTime!,
    ...found,
    sourceLocation: spot.sourceLocation,
  };
}
