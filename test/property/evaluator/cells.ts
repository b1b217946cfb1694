import { changeOf } from './change';
import { derivedOf } from './derived';
import type { EvaluatedCell } from './evaluated';
import type { Given } from './given';
import { givenIn } from './given';
import type { Group } from './group';
import type { Measured } from './measured';
import type { HiddenSides } from './people';
import { shareOf } from './share';

/** The number of one group in one bucket. */
export function cellOf(
  measured: Measured,
  group: Group,
  { shares, hidden }: { readonly shares: boolean; readonly hidden: HiddenSides },
): EvaluatedCell {
  const given = hidden.now ? SUPPRESSED : givenNow(measured, group);
  const isShared = shares && !hidden.now && measured.kind === 'alone';
  return {
    ...given,
    complete: isComplete(measured),
    share: isShared ? shareOf(measured.definition, measured.now, group) : null,
    ...changeOf(given.decimal, hidden.previous ? null : (givenBefore(measured, group)?.decimal ?? null)),
  };
}

const SUPPRESSED: Given = { decimal: null, status: 'SUPPRESSED', numerator: null, denominator: null };

function givenNow(measured: Measured, group: Group): Given {
  if (measured.kind === 'alone') return givenIn(measured.now, group);
  const parts = [...measured.parts].map(([key, part]) => [key, givenNow(part, group)] as const);
  return derivedOf(measured.expression, new Map(parts));
}

/** Null if there is no counterpart. */
function givenBefore(measured: Measured, group: Group): Given | null {
  if (measured.kind === 'alone') return measured.previous === null ? null : givenIn(measured.previous, group);
  const parts = new Map<string, Given>();
  for (const [key, part] of measured.parts) {
    const given = givenBefore(part, group);
    if (given === null) return null;
    parts.set(key, given);
  }
  return derivedOf(measured.expression, parts);
}

/** An expression is complete if all of its metrics are. */
function isComplete(measured: Measured): boolean {
  return measured.kind === 'alone' ? measured.isComplete : [...measured.parts.values()].every(isComplete);
}
