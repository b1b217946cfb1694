const BARS = '▁▂▃▄▅▆▇█';
/** More bars do not fit on a line beside the names. */
const MOST_BARS = 60;

/**
 * Draws numbers as bars between the least and the greatest. Null is a gap. If there are too many
 * numbers, neighbours share one bar with the height of their mean. It is a drawing, not a number.
 */
export function sparkline(numbers: readonly (number | null)[]): string {
  const drawn = squeezed(numbers);
  const known = drawn.filter((one) => one !== null);
  const least = Math.min(...known);
  const span = Math.max(...known) - least;
  return drawn
    .map((one) => {
      if (one === null) return ' ';
      // If all numbers are equal: no height for 0, otherwise half the height.
      const height = span === 0 ? (one === 0 ? 0 : 0.5) : (one - least) / span;
      return BARS[Math.min(BARS.length - 1, Math.floor(height * BARS.length))];
    })
    .join('');
}

function squeezed(numbers: readonly (number | null)[]): (number | null)[] {
  const each = Math.ceil(numbers.length / MOST_BARS);
  return Array.from({ length: Math.ceil(numbers.length / each) }, (_, bar) => {
    const known = numbers.slice(bar * each, (bar + 1) * each).filter((one) => one !== null);
    return known.length === 0 ? null : known.reduce((sum, one) => sum + one, 0) / known.length;
  });
}
