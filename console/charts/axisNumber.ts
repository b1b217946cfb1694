import type { Series } from '../questions/useSeries';

type Unit = Pick<Series['metric']['unit'], 'kind'> & Partial<Series['metric']['unit']>;

/**
 * Returns a function that writes the numbers beside an axis. They are positions that the chart
 * chooses and no answers, so the gateway has no text for them. All numbers of answers have one.
 */
export function axisNumber({ kind, currency }: Unit, language: string): (value: number) => string {
  const format = new Intl.NumberFormat(language, {
    notation: 'compact',
    maximumSignificantDigits: 3,
    ...(kind === 'PERCENT' && { style: 'percent' as const, notation: 'standard' as const }),
    ...(kind === 'CURRENCY' &&
      currency !== null &&
      currency !== undefined && { style: 'currency' as const, currency, currencyDisplay: 'narrowSymbol' as const }),
  });
  return (value) => format.format(value);
}
