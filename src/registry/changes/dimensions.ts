import { isMeasure } from '../../model/kinds';
import { partsOf } from '../../model/parts';
import { pathTo, reachesFrom, type DimensionPath } from '../../model/reach';
import { emptyOf } from '../../model/dimensionForm';
import type { Dimension, Registry } from '../../model/registry';
import { changed, inBoth, isSame, type Change, type Subject } from './change';

/**
 * Changes of dimensions and of the paths to them. `filteredBy` returns the changed metrics that
 * filter by a dimension.
 */
export function dimensionChanges(
  old: Registry,
  next: Registry,
  filteredBy: (dimension: string) => readonly string[],
): Change[] {
  return inBoth(old.dimensions, next.dimensions).flatMap((key) => {
    const [before, now] = [old.dimensions.get(key)!, next.dimensions.get(key)!];
    const subject: Subject = { kind: 'dimension', key };
    const affects = filteredBy(key);
    const changedWords = WORDS.filter((word) => !isSame(before[word], now[word]));
    return [
      ...valueWords(before, now).map((message) => changed(subject, 'meaning', message, { affects })),
      ...pathChanges(old, next, subject, [before, now]),
      ...(changedWords.length === 0
        ? []
        : [changed(subject, 'safe', `is described differently: ${changedWords.join(', ')}.`)]),
    ];
  });
}

const WORDS = ['label', 'description', 'values'] as const;

function valueWords(before: Dimension, now: Dimension): string[] {
  const [was, is] = [before, now].map(({ table, column }) => `${table}.${column}`);
  return [
    ...(was === is ? [] : [`has other values: they were from ${was}, are from ${is}.`]),
    ...(before.form.type === now.form.type
      ? []
      : [`is compared and ordered as ${now.form.type}, was as ${before.form.type}.`]),
    ...emptyWords(emptyOf(before.form), emptyOf(now.form)),
    ...(isSame(mergedOf(before), mergedOf(now)) ? [] : ['has other groups: its values stand for others (`from`).']),
    ...(isSame(binsOf(before), binsOf(now)) ? [] : ['has other groups: its bins have other bounds.']),
    ...(isSame(orderOf(before), orderOf(now)) ? [] : ['has another order of its values.']),
  ];
}

function mergedOf({ form }: Dimension): unknown {
  return form.type === 'text' ? form.merged : [];
}

function binsOf({ form }: Dimension): unknown {
  return form.type === 'number' ? form.bins : null;
}

function orderOf({ form }: Dimension): unknown {
  return form.type === 'text' ? form.order : null;
}

function emptyWords(was: string | null, is: string | null): string[] {
  if (was === is) return [];
  return [`has another group for rows without a value: \`empty\` was ${quoted(was)}, is ${quoted(is)}.`];
}

function quoted(text: string | null): string {
  return text === null ? 'not set' : JSON.stringify(text);
}

/** Tables from which another path leads to the same column, so that rows get into other groups. */
function pathChanges(old: Registry, next: Registry, subject: Subject, [before, now]: [Dimension, Dimension]): Change[] {
  if (before.table !== now.table || before.column !== now.column) return [];
  return inBoth(old.tables, next.tables).flatMap((table) => {
    const [was, is] = [pathTo(old.tables, table, before), pathTo(next.tables, table, now)];
    if (was === null || is === null || isSame(was, is)) return [];
    const affects = groupedFrom(next, table, now.key);
    const message = `is reached from ${table} by another path: was ${pathWords(table, was)}, is ${pathWords(table, is)}.`;
    return affects.length === 0 ? [] : [changed(subject, 'meaning', message, { affects })];
  });
}

/** The metrics on a table that a dimension groups. */
function groupedFrom(registry: Registry, table: string, dimension: string): string[] {
  const { metrics, tables } = registry;
  const leadsFrom = (key: string): boolean => {
    const { definition } = metrics.get(key)!;
    return isMeasure(definition) ? reachesFrom(tables, definition) === table : partsOf(definition).some(leadsFrom);
  };
  return [...metrics.values()]
    .filter(({ key, dimensions }) => dimensions.includes(dimension) && leadsFrom(key))
    .map(({ key }) => key);
}

function pathWords(from: string, { joins, column }: DimensionPath): string {
  const steps = joins.map(
    ({ table, columns }, index) => `${joins[index - 1]?.table ?? from}.${columns.join('+')} → ${table}`,
  );
  return [...steps, `${joins.at(-1)?.table ?? from}.${column}`].join(' → ');
}
