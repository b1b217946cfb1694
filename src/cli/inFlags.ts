import { argumentsWhere, RANGE_FIELDS, type ArgumentName } from '../query/arguments';
import type { RangeRequest } from '../query/request';
import { flagName } from './flagName';

const NAMES = [...argumentsWhere(({ isFlag }) => isFlag), ...RANGE_FIELDS];
/** Names of arguments, as errors have them in backticks; `range.from` is the path of a field. */
const ARGUMENT = new RegExp(`\`(?:range\\.)?(${NAMES.join('|')})(?:: true)?\``, 'g');

const SHIFT = /`shift: (\d+), unit: ([A-Z]+)`/g;
const TOP = /`top\.(by|of)`/g;

/**
 * Translates the names of arguments in a message into flags: `includeCurrent: true` becomes
 * --include-current.
 */
export function inFlags(text: string): string {
  return text
    .replace(SHIFT, (_, count: string, unit: string) => `--compare ${count}${unit.toLowerCase()}`)
    .replace(TOP, '--top-$1')
    .replace('`top.n`', '--top')
    .replace(ARGUMENT, (_, name: ArgumentName | keyof RangeRequest) => flagName(name));
}
