import { factsOf, isMeasure } from './kinds';
import type { Measure } from './measure';
import { mustGet } from './mustGet';
import { partsOf } from './parts';
import type { Registry } from './registry';

/** A look-up of one date in a table. Tables and columns are keys of the registry. */
export type EndLookUp =
  /** The newest date in a column. */
  | { readonly kind: 'newest'; readonly table: string; readonly at: string }
  /** The moment of the answer, if a row is active then. */
  | { readonly kind: 'active'; readonly table: string; readonly from: string; readonly until: string };

/**
 * How to find out when the data of a table end: at the latest of the dates that are looked up
 * (docs/meaning.md#no-data-after).
 */
export interface DataEnd {
  readonly table: string;
  readonly lookUps: readonly EndLookUp[];
}

/** The ends of the data of all tables whose rows a metric counts, each once. */
export function dataEndsOf(registry: Registry, metric: string): readonly DataEnd[] {
  const found = new Map<string, DataEnd>();
  const add = (key: string): void => {
    const { definition } = mustGet(registry.metrics, key);
    if (!isMeasure(definition)) partsOf(definition).forEach(add);
    else for (const end of endsOf(definition)) found.set(JSON.stringify(end), end);
  };
  add(metric);
  return [...found.values()];
}

function endsOf(measure: Measure): readonly DataEnd[] {
  const facts = factsOf(measure);
  const { table } = measure;
  const { at, until } = facts.dating(measure);
  const newest = (column: string): EndLookUp => ({ kind: 'newest', table, at: column });
  const lookUps = [newest(at)];
  if (until !== null) {
    lookUps.push(newest(until));
    if (facts.isDataWhileActive(measure)) lookUps.push({ kind: 'active', table, from: at, until });
  }
  const others = facts.within(measure).map(({ table: other, at: date }): DataEnd => {
    return { table: other, lookUps: [{ kind: 'newest', table: other, at: date }] };
  });
  return [{ table, lookUps }, ...others];
}
