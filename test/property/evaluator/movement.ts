import type { Movement } from '../../../src/model/measure';
import { worthOf } from './contribution';
import { instantOf, textOf } from './data';
import type { Exact } from './exact';
import { add, compare, isZero, ONE, subtract, sum, ZERO } from './exact';
import type { Fact } from './facts';
import type { Group, Grouping } from './group';
import { isEverValid, isValidAt } from './interval';
import type { ByGroup } from './byGroup';

/** The moments at which a bucket opens and closes. */
export interface Span {
  readonly open: number;
  readonly close: number;
}

/** The movement in each group. A group is listed if an entity moved in it. */
export function movementsOf(measure: Movement, facts: readonly Fact[], grouping: Grouping, span: Span): ByGroup {
  const groups = new Map<Group, Map<string | null, Fact[]>>();
  for (const fact of facts) {
    if (!fact.kept) continue;
    const group = grouping(fact.values);
    const entity = textOf(fact.row, measure.entity);
    // Where amounts are added up, rows without an entity are one entity together.
    if (entity === null && measure.counts === 'entities') continue;
    const entities = groups.get(group) ?? new Map<string | null, Fact[]>();
    entities.set(entity, [...(entities.get(entity) ?? []), fact]);
    groups.set(group, entities);
  }
  const moved = [...groups].map(([group, entities]): [Group, readonly Exact[]] => [
    group,
    [...entities.values()].flatMap((rows) => movementOf(measure, rows, span) ?? []),
  ]);
  return new Map(moved.filter(([, all]) => all.length > 0).map(([group, all]) => [group, sum(all)]));
}

/** The amount that one entity adds to its group; null if it did not move this way. */
function movementOf(measure: Movement, rows: readonly Fact[], span: Span): Exact | null {
  const [before, after] = [amountAt(measure, rows, span.open), amountAt(measure, rows, span.close)];
  const [came, went] = [isZero(before) && !isZero(after), !isZero(before) && isZero(after)];
  const stayed = !isZero(before) && !isZero(after);
  const counted = (amount: Exact): Exact => (measure.counts === 'entities' ? ONE : amount);
  switch (measure.movement) {
    case 'new':
      return came && !wasThere(measure, rows, span) ? counted(after) : null;
    case 'reactivated':
      return came && wasThere(measure, rows, span) ? counted(after) : null;
    case 'churned':
      return went ? counted(before) : null;
    case 'expansion':
      return stayed && compare(after, before) > 0 ? counted(subtract(after, before)) : null;
    case 'contraction':
      return stayed && compare(after, before) < 0 ? counted(subtract(before, after)) : null;
    case 'net': {
      if (measure.counts === 'entities') return came ? ONE : went ? subtract(ZERO, ONE) : null;
      const difference = subtract(after, before);
      return isZero(difference) ? null : difference;
    }
  }
}

/** A null value adds nothing. */
function amountAt(measure: Movement, rows: readonly Fact[], moment: number): Exact {
  return rows
    .filter(({ row }) => isValidAt(row, measure, moment))
    .map((fact) => worthOf(fact, measure) ?? ZERO)
    .reduce(add, ZERO);
}

/** True of an entity with a row that began before the open and whose amount is not 0. */
function wasThere(measure: Movement, rows: readonly Fact[], { open }: Span): boolean {
  return rows.some((fact) => {
    const worth = worthOf(fact, measure);
    const isSomething = worth !== null && !isZero(worth);
    return isSomething && isEverValid(fact.row, measure) && instantOf(fact.row, measure.from)! < open;
  });
}
