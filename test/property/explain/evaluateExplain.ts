import type { Expression } from '../../../src/model/definition';
import type { Registry } from '../../../src/model/registry';
import { cellOf } from '../evaluator/cells';
import { resolveComparison } from '../evaluator/comparison';
import { groupsIn } from '../evaluator/contributors';
import type { Data } from '../evaluator/data';
import { Dimensions } from '../evaluator/dimensions';
import { calendarOf, evaluate } from '../evaluator/evaluate';
import type { EvaluatedCell } from '../evaluator/evaluated';
import type { Exact } from '../evaluator/exact';
import { add, compare, divide, isZero, multiply, parse, rounded, subtract, sum, write, ZERO } from '../evaluator/exact';
import { Facts } from '../evaluator/facts';
import type { Group, Grouping } from '../evaluator/group';
import { groupOf, othersOf, valuesOf } from '../evaluator/group';
import type { Measured, Setting, Slot } from '../evaluator/measured';
import { pairsOf, slotsBy } from '../evaluator/measured';
import { byKeys } from '../evaluator/order';
import { hiddenIn } from '../evaluator/people';
import { seesBy } from '../evaluator/policy';
import { resolveRange } from '../evaluator/range';
import { rowsOfTables } from '../evaluator/sources';
import type { FlatQuery } from '../flatQuery';

export interface ExplainAsked {
  readonly metric: string;
  readonly top: number;
  /** Without a grain; its `groupBy` explains the change. */
  readonly query: FlatQuery;
}

/** The amount of a sum, or both sides of a ratio. */
interface Amount {
  readonly over: Exact;
  readonly under: Exact | null;
}

interface Part {
  readonly group: Group;
  readonly slot: Slot;
  readonly others: boolean;
  readonly now: Amount;
  readonly before: Amount;
  readonly contribution: Exact;
}

export interface EvaluatedExplanation {
  readonly overall: EvaluatedCell;
  readonly dimensions: readonly {
    readonly dimension: string;
    readonly surprise: number;
    readonly parts: readonly object[];
  }[];
}

/** The answer by docs/meaning.md#explained-change, each dimension measured by itself. */
export function evaluateExplain(registry: Registry, data: Data, asked: ExplainAsked): EvaluatedExplanation {
  const { metric, query } = asked;
  const overall = evaluate(registry, data, { ...query, groupBy: [], totals: true }).totals!.cells[metric]!;
  const dimensions = query.groupBy.map((dimension) => ({
    dimension,
    ...(overall.difference === null
      ? { surprise: 0, parts: [] }
      : explainedBy(
          registry,
          data,
          { ...asked, query: { ...query, groupBy: [dimension] } },
          parse(overall.difference),
        )),
  }));
  return { overall, dimensions: dimensions.sort((a, b) => b.surprise - a.surprise) };
}

function explainedBy(registry: Registry, data: Data, { metric, top, query }: ExplainAsked, difference: Exact) {
  const { policy, groupBy } = query;
  const calendar = calendarOf(query.timeZone);
  const range = resolveRange(calendar, query);
  const comparison = resolveComparison(calendar, query, range);
  const seen = { calendar, asOf: query.asOf };
  const rows = rowsOfTables(registry, data, seen, seesBy(registry, rowsOfTables(registry, data, seen), policy));
  const dimensions = new Dimensions(registry, rows);
  const facts = new Facts(registry, rows, query, dimensions);
  const person = policy.smallestGroup?.dimension ?? null;
  const ofPeople = person === null ? null : new Facts(registry, rows, query, dimensions, person);
  const setting: Setting = { registry, query, calendar, range, comparison, facts, ofPeople };
  const slotOf = (grouping: Grouping): Slot => slotsBy(setting, grouping)(pairsOf(setting)[0]!, null);
  const whole = slotOf(() => WHOLE).measured.get(metric)!;
  const [wholeNow, wholeBefore] = [amountOf(whole, 'now', WHOLE), amountOf(whole, 'previous', WHOLE)];
  const partIn = (slot: Slot, group: Group, others: boolean): Part => {
    const measured = slot.measured.get(metric)!;
    const [now, before] = [amountOf(measured, 'now', group), amountOf(measured, 'previous', group)];
    return { group, slot, others, now, before, contribution: rounded(contributionOf(now, before)) };
  };
  const contributionOf = (now: Amount, before: Amount): Exact => {
    if (wholeNow.under === null) return subtract(now.over, before.over);
    const [after, earlier] = [divide(now.over, wholeNow.under), divide(before.over, wholeBefore.under!)];
    return subtract(subtract(after, earlier), multiply(gainOf(now, before), rateOf(wholeBefore)));
  };
  const gainOf = (now: Amount, before: Amount): Exact =>
    subtract(divide(now.under!, wholeNow.under!), divide(before.under!, wholeBefore.under!));
  const each = slotOf(groupOf);
  const isFew = (slot: Slot, group: Group): boolean => {
    const alone = { ...setting, query: { ...query, groupBy: [] } };
    const { now, previous } = hiddenIn(alone, slot, [group], dimensions)(metric, group);
    return now || previous;
  };
  const keyed = (group: Group) => ({ by: { [groupBy[0]!]: valuesOf(group)[0]! } });
  const ranked = groupsIn([each])
    .map((group) => partIn(each, group, false))
    .sort(
      (a, b) =>
        compare(sizeOf(b.contribution), sizeOf(a.contribution)) ||
        byKeys(groupBy, dimensions)(keyed(a.group), keyed(b.group)),
    );
  const shown = ranked.filter(({ group }) => !isFew(each, group));
  const divided = (count: number): Part[] => {
    const kept = shown.slice(0, count);
    if (kept.length === ranked.length) return kept;
    const others = othersOf([null]);
    const slot = slotOf((values) => (kept.some(({ group }) => group === groupOf(values)) ? groupOf(values) : others));
    return [...kept, partIn(slot, others, true)];
  };
  let count = Math.min(top, shown.length);
  while (shown.length < ranked.length && count > 0 && isFew(divided(count).at(-1)!.slot, othersOf([null]))) count--;
  const rough = divided(count);
  if (rough.length === 0) return { surprise: 0, parts: [] };
  const left = subtract(difference, sum(rough.map(({ contribution }) => contribution)));
  const largest = rough.reduce((found, part) =>
    compare(sizeOf(part.contribution), sizeOf(found.contribution)) > 0 ? part : found,
  );
  if (compare(sizeOf(left), parse('0.000000001')) > 0) throw new Error(`${metric} does not add up by ${groupBy[0]}`);
  const parts = rough.map((part) =>
    part === largest ? { ...part, contribution: add(part.contribution, left) } : part,
  );
  const total = sum(parts.map(({ before }) => sizeOf(before.under ?? before.over)));
  const moved = add(sum(parts.map(({ contribution }) => sizeOf(contribution))), sizeOf(difference));
  const unexpected = sum(
    parts.map(({ before, contribution }) => {
      const share = isZero(total) ? ZERO : divide(sizeOf(before.under ?? before.over), total);
      return sizeOf(subtract(contribution, multiply(share, difference)));
    }),
  );
  return {
    surprise: isZero(moved) ? 0 : Number(write(rounded(divide(unexpected, moved)))),
    parts: parts.map(({ group, slot, others, now, before, contribution }) => {
      const cell = cellOf(slot.measured.get(metric)!, group, {
        shares: false,
        hidden: { now: false, previous: false },
      });
      const mix =
        now.under === null
          ? null
          : isZero(before.under!)
            ? ZERO
            : rounded(multiply(gainOf(now, before), subtract(rateOf(before), rateOf(wholeBefore))));
      return {
        value: others ? null : valuesOf(group)[0]!,
        others,
        current: cell.decimal,
        previous: previousOf(slot.measured.get(metric)!, group),
        contribution: write(contribution),
        status: cell.status,
        share: isZero(difference) ? null : Number(write(rounded(divide(contribution, difference)))),
        rateEffect: mix === null ? null : write(subtract(contribution, mix)),
        mixEffect: mix === null ? null : write(mix),
      };
    }),
  };
}

const WHOLE = groupOf([]);

/** The previous number, also where there is no current one. */
function previousOf(measured: Measured, group: Group): string | null {
  const back = (one: Measured): Measured =>
    one.kind === 'alone'
      ? { ...one, now: one.previous! }
      : { ...one, parts: new Map([...one.parts].map(([key, part]) => [key, back(part)])) };
  return cellOf(back(measured), group, { shares: false, hidden: { now: false, previous: true } }).decimal;
}

function amountOf(measured: Measured, side: 'now' | 'previous', group: Group): Amount {
  if (measured.kind === 'parts') {
    return expressionOf(measured.expression, (key) => amountOf(measured.parts.get(key)!, side, group));
  }
  const numbers = measured[side]!;
  if (numbers.kind === 'ratio') {
    const { numerator, denominator } = numbers;
    return { over: numerator.value.get(group) ?? ZERO, under: denominator.value.get(group) ?? ZERO };
  }
  if (numbers.kind !== 'measure') throw new Error(`a number that is ${numbers.kind} has no amount`);
  return { over: numbers.value.get(group) ?? ZERO, under: null };
}

function expressionOf(expression: Expression, amount: (metric: string) => Amount): Amount {
  if (expression.kind === 'number') return { over: parse(expression.value), under: null };
  if (expression.kind === 'metric') return amount(expression.metric);
  const { operator } = expression;
  const [left, right] = [expressionOf(expression.left, amount), expressionOf(expression.right, amount)];
  switch (operator) {
    case '+':
      return { over: add(left.over, right.over), under: null };
    case '-':
      return { over: subtract(left.over, right.over), under: null };
    case '*':
      return { over: multiply(left.over, right.over), under: left.under ?? right.under };
    case '/':
      return isConstant(expression.right)
        ? { over: divide(left.over, right.over), under: left.under }
        : { over: left.over, under: right.over };
  }
}

function isConstant(expression: Expression): boolean {
  if (expression.kind !== 'operation') return expression.kind === 'number';
  return isConstant(expression.left) && isConstant(expression.right);
}

function rateOf({ over, under }: Amount): Exact {
  return divide(over, under!);
}

function sizeOf(number: Exact): Exact {
  return number.over < 0n ? { ...number, over: -number.over } : number;
}
