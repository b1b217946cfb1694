import { GatewayError } from '../errors';
import type { Registry } from '../model/registry';
import { checkFilter } from '../query/checkFilter';
import { dimensionsOfWhere, type Where } from '../query/dashboard';
import { check } from '../registry/grammar/check';
import type { ProblemList } from '../registry/problems';
import type { Spot } from '../registry/yaml/spot';
import { conditionGrammar, SOME_CONDITION } from './grammar';
import { addError } from './problemLines';

/**
 * Reads conditions, and checks each against the registry. Ids are texts as written, so that
 * floating point never changes one.
 */
export function readWhere(spot: Spot, registry: Registry, problems: ProblemList): Where {
  if (!spot.isMapping || spot.keys.length === 0) {
    problems.add(spot, 'has no conditions', SOME_CONDITION);
    return {};
  }
  const read = (key: string): unknown => {
    const at = spot.at(key);
    if (key === 'not') return readWhere(at, registry, problems);
    if (key !== 'and' && key !== 'or') return readCondition(key, at, registry, problems);
    if (!Array.isArray(at.value)) problems.add(at, 'is no list', 'a list of conditions');
    return itemsOf(at).map((item) => readWhere(item, registry, problems));
  };
  return Object.fromEntries(spot.keys.map((key) => [key, read(key)]));
}

function readCondition(key: string, spot: Spot, registry: Registry, problems: ProblemList): unknown {
  const dimension = registry.dimensions.get(key);
  if (dimension === undefined) problems.addUnknown(spot, 'dimension', key, registry.dimensions.keys());
  if (check(spot, conditionGrammar, problems) === null || dimension === undefined) return {};
  const valueAt = (at: Spot): unknown => {
    if (typeof at.value !== 'number') return at.value;
    if (dimension.form.type !== 'text') return at.written;
    problems.add(at, `is ${at.written}, and "${key}" contains text`, `text in quotes: '${at.written}'`);
    return '';
  };
  const operands = spot.keys.map((operator): [string, unknown] => {
    const at = spot.at(operator);
    const operand = Array.isArray(at.value) ? itemsOf(at).map(valueAt) : valueAt(at);
    checkOperand({ [key]: { [operator]: operand } }, at, registry, problems);
    return [operator, operand];
  });
  return Object.fromEntries(operands);
}

/** For example, an id that no row can have. */
function checkOperand(where: Where, spot: Spot, registry: Registry, problems: ProblemList): void {
  try {
    checkFilter(registry, where);
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error;
    addError(spot, error, problems);
  }
}

/** The spots of the items of a list. */
export function itemsOf(spot: Spot): Spot[] {
  const { value } = spot;
  return Array.isArray(value) ? value.map((_, index) => spot.at(index)) : [];
}

/** Both conditions. Conditions on different dimensions are fields of one object. */
export function bothOf(first: Where | null, second: Where | null): Where | null {
  if (first === null || second === null) return first ?? second;
  const isShared = Object.keys(first).some((key) => Object.hasOwn(second, key));
  return isShared ? { and: [first, second] } : { ...first, ...second };
}

/** The conditions of a dashboard that apply to a tile which ignores some dimensions; null: none. */
export function withoutIgnored(where: Where | null, ignored: readonly string[]): Where | null {
  const entries = Object.entries(where ?? {}).filter(
    ([key, value]) => !dimensionsOfWhere({ [key]: value }).every((dimension) => ignored.includes(dimension)),
  );
  return entries.length === 0 ? null : Object.fromEntries(entries);
}
