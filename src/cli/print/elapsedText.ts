/** Units of elapsed time in seconds, the longest first. */
const UNITS = [
  [86_400, 'd'],
  [3_600, 'h'],
  [60, 'min'],
  [1, 's'],
] as const;

/** Returns a time in its two largest units, rounded down: `2 d 3 h`, `45 s`. */
export function elapsedText(seconds: number): string {
  const first = UNITS.findIndex(([length]) => seconds >= length);
  if (first < 0) return '0 s';
  let left = seconds;
  return UNITS.slice(first, first + 2)
    .map(([length, unit]) => {
      const count = Math.floor(left / length);
      left -= count * length;
      return count === 0 ? '' : `${count} ${unit}`;
    })
    .filter((text) => text !== '')
    .join(' ');
}
