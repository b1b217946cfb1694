import type { Metric } from '../registry';

/**
 * Whether the key, labels and descriptions of a metric, in all languages, contain every word of the
 * search.
 */
export function isFound(metric: Metric, search: string): boolean {
  const { key, label, description } = metric;
  const texts = [label, description ?? {}].flatMap((text) => Object.values(text));
  const text = [key, key.replaceAll('_', ' '), ...texts].join('\n');
  const words = search
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  return words.every((word) => text.toLowerCase().includes(word));
}
