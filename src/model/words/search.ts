import type { Metric } from '../registry';

/** Whether a metric's key, names or descriptions, in any language, hold every word that is looked for. */
export function isFound(metric: Metric, search: string): boolean {
  const { key, label, description } = metric;
  const text = [key, key.replaceAll('_', ' '), label.en, label.zh, description?.en, description?.zh].join('\n');
  const words = search
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  return words.every((word) => text.toLowerCase().includes(word));
}
