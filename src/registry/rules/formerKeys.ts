import type { ProblemList } from '../problems';
import type { Metric } from '../../model/registry';
import type { Text } from '../../model/text';
import { languageOf } from '../../model/words/language';
import { PHRASES } from '../../model/words/phrases';
import type { Locale } from '../../time/locale';
import type { Sections } from '../yaml/sections';
import type { Spot } from '../yaml/spot';
import type { MetricDraft } from './metrics';
import { checkPublished } from './names';

/** Keys that metrics had before (`was`) → the key each has now. */
export type FormerKeys = ReadonlyMap<string, string>;

/**
 * Reads all former keys. They stay published (docs/meaning.md#deprecated-and-renamed), so each must
 * be a valid name that nothing else uses.
 */
export function readFormerKeys(
  { metrics: declared, dimensions }: Sections,
  drafts: ReadonlyMap<string, MetricDraft>,
  problems: ProblemList,
): FormerKeys {
  const formerKeys = new Map<string, string>();
  for (const draft of drafts.values()) {
    for (const { former, spot } of formerKeysOf(draft)) {
      checkPublished(former, spot, problems);
      const other = declared.get(former) ?? dimensions.get(former);
      const owner = formerKeys.get(former);
      if (former === draft.key) problems.add(spot, `"${former}" is the current key of the metric`, 'a former key');
      else if (other)
        problems.add(spot, `"${former}" is in use (${locationOf(other)})`, 'a key that is no longer in use');
      else if (owner !== undefined) {
        const wrong = `"${former}" is already a former key of "${owner}" (${locationOf(drafts.get(owner)!.spot)})`;
        problems.add(spot, wrong, 'each former key once');
      } else formerKeys.set(former, draft.key);
    }
  }
  return formerKeys;
}

/** The former keys that a metric declares, each with its spot. */
export function formerKeysOf({
  spot,
  fields,
}: MetricDraft): readonly { readonly former: string; readonly spot: Spot }[] {
  const was = spot.at('was');
  if (Array.isArray(fields.was)) return fields.was.map((former, index) => ({ former, spot: was.at(index) }));
  return fields.was === undefined ? [] : [{ former: fields.was, spot: was }];
}

/** The current key of a metric, for its current key or a former one. */
export function currentKey(key: string, formerKeys: FormerKeys): string {
  return formerKeys.get(key) ?? key;
}

/**
 * The metric under a former key: a separate metric with the same definition, so that the key works
 * everywhere. Its label contains the former key, to distinguish it from the current metric.
 */
export function underFormerKey(metric: Metric, former: string): Metric {
  const labels = Object.entries(metric.label).map(([locale, label]) => [locale, withFormer(label, former, locale)]);
  const label = Object.fromEntries(labels) as Text;
  const { key } = metric;
  return { ...metric, key: former, label, deprecated: PHRASES.en.renamedTo(key), formerKeys: [], renamedTo: key };
}

function withFormer(label: string, former: string, locale: Locale): string {
  return languageOf(locale) === 'zh' ? `${label}（${former}）` : `${label} (${former})`;
}

function locationOf({ file, line }: Spot): string {
  return `${file}:${line}`;
}
