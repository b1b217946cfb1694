import type { Definition } from '../model/definition';
import { partIn } from '../model/parts';
import type { Metric, Registry } from '../model/registry';

/**
 * A line for each ratio with a part that has the value of its last bucket by month, while the ratio
 * sums that part over its own buckets (docs/meaning.md#ratio). It begins with the source location.
 */
export function ratioWarnings(registry: Registry): readonly string[] {
  // A former key has the definition of its metric, which comes before it.
  const seen = new Set<Definition>();
  return [...registry.metrics.values()].flatMap((metric) => {
    const { definition, sourceLocation, grain } = metric;
    if (definition.kind !== 'ratio' || seen.has(definition)) return [];
    seen.add(definition);
    const parts = [definition.numerator, definition.denominator].map((key) => partIn(registry, key));
    const lasting = parts.filter(({ overTime }) => overTime === 'last');
    if (lasting.length === 0) return [];
    const { file, line } = sourceLocation;
    const expression = `expression: ${parts.map(({ key }) => key).join(' / ')}`;
    return `${file}:${line}: ${wrong(metric, lasting)} \`${expression}\` divides the values that the metrics have there. By ${grain} both are the same.`;
  });
}

function wrong({ key, grain }: Metric, lasting: readonly Metric[]): string {
  const [one, other] = lasting;
  if (other !== undefined) {
    return `"${key}" by a grain coarser than ${grain} divides sums of "${one!.key}" and "${other.key}" over all its ${grain}s, while they show their last values there.`;
  }
  return `"${key}" by a grain coarser than ${grain} sums "${one!.key}" over all its ${grain}s, while that metric shows its last value there.`;
}
