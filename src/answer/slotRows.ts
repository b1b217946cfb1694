import type { EngineRow } from '../engine/engine';
import type { Plan } from '../plan/plan';
import type { AnswerRow } from './answer';
import { keyTextOf, readKey } from './keyTexts';

/** A group, and its rows by slot. */
export interface SlotRows {
  readonly by: AnswerRow['by'];
  readonly found: Map<number, EngineRow[]>;
}

/**
 * The groups of rows that begin with a slot and the keys, in the order of the rows. Without keys
 * there is one group.
 */
export function groupsIn(
  { groupBy, keyForms }: Pick<Plan, 'groupBy' | 'keyForms'>,
  rows: readonly EngineRow[],
): readonly SlotRows[] {
  const groups = new Map<string, SlotRows>();
  if (groupBy.length === 0) groups.set('[]', { by: {}, found: new Map() });
  const texts = keyForms.map(keyTextOf);
  for (const row of rows) {
    const keys = row.slice(1, 1 + groupBy.length);
    const id = JSON.stringify(keys);
    let group = groups.get(id);
    if (group === undefined) {
      const by = Object.fromEntries(groupBy.map((key, index) => [key, readKey(texts[index]!, keys[index]!)]));
      groups.set(id, (group = { by, found: new Map() }));
    }
    const slot = Number(row[0]);
    const own = group.found.get(slot);
    if (own === undefined) group.found.set(slot, [row]);
    else own.push(row);
  }
  return [...groups.values()];
}
