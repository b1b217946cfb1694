import type { Policy } from '../../src/policy/policy';
import type { AudienceEvent } from './audienceEvents';
import { ABOUT_NOBODY } from './evaluator/people';

/** A set of entities, and the people that it rests on. */
export interface Crowd {
  readonly entities: ReadonlySet<string>;
  readonly people: ReadonlySet<string>;
  /** The number concerns no people. */
  readonly ofNobody: boolean;
}

/** The crowd of some events of a metric; `all`: every event of it. */
export function crowdOf(
  events: readonly AudienceEvent[],
  all: readonly AudienceEvent[],
  { smallestGroup }: Policy,
): Crowd {
  return {
    entities: new Set(events.map(({ entity }) => entity)),
    people: new Set(events.flatMap(({ person }) => (person === null || person === ABOUT_NOBODY ? [] : [person]))),
    ofNobody: !smallestGroup || all.some(({ person }) => person === ABOUT_NOBODY),
  };
}

/**
 * Which crowds of the groups of one bucket must be hidden, by docs/meaning.md#smallest-group. Null:
 * there is no number. `anyway`: those that are hidden if they rest on anybody.
 */
export function hideCrowds(
  crowds: readonly (Crowd | null)[],
  { size, isGrouped }: { readonly size: number; readonly isGrouped: boolean },
  anyway: readonly boolean[] = [],
): boolean[] {
  const rests = (one: Crowd | null): one is Crowd => one !== null && !one.ofNobody && one.entities.size > 0;
  const hidden = crowds.map((one, at) => rests(one) && (one.people.size < size || anyway[at] === true));
  if (!isGrouped || hidden.filter(Boolean).length !== 1) return hidden;
  const next = crowds
    .map((one, at) => ({ one, at }))
    .filter(({ one, at }) => rests(one) && !hidden[at])
    .sort((a, b) => a.one!.people.size - b.one!.people.size || a.at - b.at)[0];
  return hidden.map((one, at) => one || at === next?.at);
}
