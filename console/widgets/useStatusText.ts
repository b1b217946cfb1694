import type { MetricStatus } from '../questions/documents';
import { useWords } from '../words/words';

/** Returns a function that says why there is no number. */
export function useStatusText(): (status: MetricStatus) => string {
  const { value } = useWords();
  const texts: Readonly<Record<MetricStatus, string>> = {
    OK: '',
    NO_DATA: value.noData,
    SUPPRESSED: value.suppressed,
    DIVIDE_BY_ZERO: value.divideByZero,
  };
  return (status) => texts[status];
}
