import type { Answer } from '../src/answer/answer';
import { canonical } from '../src/answer/canonical';
import type { EngineRow } from '../src/engine/engine';
import { writeDate } from '../src/time/writing';
import { ZONE } from './data';

/** The numbers of one metric by day and group, in the order of the answer. */
export type Numbers = ReadonlyMap<string, string | null>;

export function numbersOf(answer: Pick<Answer, 'rows'>, metric: string): Numbers {
  return new Map(
    answer.rows.map(({ time, by, cells }) => [
      [writeDate(time.start, ZONE), ...Object.values(by)].join(' '),
      cells[metric]!.decimal,
    ]),
  );
}

/** Reads rows of hand-written SQL: the day, the group if there is one, and the value. */
export function numbersOfRows(rows: readonly EngineRow[]): Numbers {
  return new Map(
    rows.map((row) => {
      const value = row.at(-1) ?? null;
      return [row.slice(0, -1).join(' '), value === null ? null : canonical(value)];
    }),
  );
}

/** Ends the run at the first number that differs in any digit. */
export function mustEqual(what: string, ours: Numbers, theirs: Numbers): void {
  for (const key of new Set([...ours.keys(), ...theirs.keys()])) {
    if (ours.has(key) && theirs.has(key) && ours.get(key) === theirs.get(key)) continue;
    throw new Error(`${what} differ at ${key}: ${written(ours, key)} and ${written(theirs, key)}`);
  }
  if (ours.size === 0) throw new Error(`${what}: there are no rows to compare`);
}

function written(numbers: Numbers, key: string): string {
  return numbers.has(key) ? String(numbers.get(key)) : 'no row';
}
