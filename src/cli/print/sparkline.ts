const BARS = '▁▂▃▄▅▆▇█';
/** More bars than this do not fit beside their names. */
const MOST_BARS = 60;

/**
 * Numbers as bars between the least and the greatest of them; null is a gap. Of more numbers than fit, neighbours share a bar, which is
 * as high as their mean: it is a drawing, not a number.
 */
export function sparkline(numbers: readonly (number | null)[]): string {
  const drawn = squeezed(numbers);
  const known = drawn.filter((one) => one !== null);
  const least = Math.min(...known);
  const span = Math.max(...known) - least;
  return drawn
    .map((one) => {
      if (one === null) return ' ';
      // All the same: on the ground if that is nothing, else half way up.
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
