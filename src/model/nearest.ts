import { distance } from 'fastest-levenshtein';

/**
 * The name that was probably meant, or null if none is near: two letters or a third of them may differ (of a short name one), or one name be the
 * beginning of the other (`int`, `integer`). Case does not count, as it is the likeliest mistake.
 */
export function nearestName(name: string, known: Iterable<string>): string | null {
  let best: string | null = null;
  let least = (name.length < 4 ? 1 : Math.max(2, Math.floor(name.length / 3))) + 1;
  for (const candidate of known) {
    const gap = candidate === name ? Infinity : letterDistance(name.toLowerCase(), candidate.toLowerCase());
    if (gap < least) [best, least] = [candidate, gap];
  }
  return best;
}

function letterDistance(name: string, candidate: string): number {
  const letters = distance(name, candidate);
  const begins = name.startsWith(candidate) || candidate.startsWith(name);
  // Farther than one letter, nearer than two.
  return begins && Math.min(name.length, candidate.length) >= 3 ? Math.min(letters, 1.5) : letters;
}
