import type { ArgumentName } from '../query/arguments';
import type { RangeRequest } from '../query/request';

/** The flag of an argument or of a field of `range`: `--group-by` for `groupBy`. */
export function flagName(name: ArgumentName | keyof RangeRequest): string {
  return `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}
