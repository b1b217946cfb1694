import { distance } from 'fastest-levenshtein';

/** Longer texts are near to no name, and comparing them is slow. */
export const LONGEST_COMPARED = 100;

/**
 * The known name that is nearest to a mistyped one; null if none is near. Two letters may differ,
 * or a third of a long name, or one letter of a short name. One name may also be the beginning of
 * the other (`int`, `integer`). Case is ignored, because it is the most likely mistake.
 */
export function nearestName(name: string, known: Iterable<string>): string | null {
  if (name.length > LONGEST_COMPARED) return null;
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
  // Such a name is farther than one letter and nearer than two.
  return begins && Math.min(name.length, candidate.length) >= 3 ? Math.min(letters, 1.5) : letters;
}
