/** Whether the texts contain every word of the search, as `metricCatalog.metrics(search)` does. */
export function matches(search: string, ...texts: readonly string[]): boolean {
  const text = texts.join('\n').toLowerCase();
  return wordsOf(search).every((word) => text.includes(word));
}

interface Named {
  readonly key: string;
  readonly label: string;
  readonly description: string;
}

/**
 * Returns the things that match a search, the best first: the name begins with it, the name or the
 * key contains it, then all others. `found` are keys that match for other reasons.
 */
export function ranked<T extends Named>(all: readonly T[], search: string, found: ReadonlySet<string>): T[] {
  const whole = wordsOf(search).join(' ');
  const rankOf = ({ key, label }: T) => {
    if (label.toLowerCase().startsWith(whole) || key === whole) return 0;
    return matches(search, label, key, key.replaceAll('_', ' ')) ? 1 : 2;
  };
  return all
    .filter(({ key, label, description }) => {
      return found.has(key) || matches(search, label, key, key.replaceAll('_', ' '), description);
    })
    .map((one) => ({ one, rank: rankOf(one) }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ one }) => one);
}

function wordsOf(search: string): string[] {
  return search
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
}
