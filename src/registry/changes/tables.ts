import { matchKind } from '../../model/byKind';
import { filterWords } from '../../model/words/conditionWords';
import { COLUMNS_IN_ENGLISH } from '../../model/words/wording';
import type { Condition } from '../../model/condition';
import type { Registry } from '../../model/registry';
import type { Column, Table } from '../../model/table';
import { changed, inBoth, isSame, type Change, type Subject } from './change';

/**
 * Changes of the tables that metrics read. `affected` returns the changed metrics that read a
 * table, or one of its columns.
 */
export function tableChanges(
  old: Registry,
  next: Registry,
  affected: (table: string, column: string | null) => readonly string[],
): Change[] {
  return inBoth(old.tables, next.tables).flatMap((key) => {
    const [before, now] = [old.tables.get(key)!, next.tables.get(key)!];
    const subject: Subject = { kind: 'table', key };
    const say = (affects: readonly string[], message: string) =>
      changed(subject, affects.length === 0 ? 'safe' : 'meaning', message, { affects });
    const columns = inBoth(before.columns, now.columns).flatMap((column) => {
      const words = columnWords(before.columns.get(column)!, now.columns.get(column)!);
      return words.map((message) => say(affected(key, column), `${column} ${message}`));
    });
    return [
      ...rowWords(before, now).map((message) => say(affected(key, null), message)),
      ...columns,
      ...promiseChanges(subject, before, now),
    ];
  });
}

function rowWords(before: Table, now: Table): string[] {
  const source = isSame(before.source, now.source)
    ? []
    : [`has other rows: was ${sourceWords(before)}, is ${sourceWords(now)}.`];
  const filter = isSame(before.filter, now.filter)
    ? []
    : [`has other rows: was those where ${conditions(before.filter)}, is those where ${conditions(now.filter)}.`];
  return [...source, ...filter];
}

/** A promise that is kept changes no number. */
function promiseChanges(subject: Subject, before: Table, now: Table): Change[] {
  if (isSame(before.settles, now.settles)) return [];
  const message = `makes another promise: was ${promiseWords(before)}, is ${promiseWords(now)}.`;
  return [changed(subject, 'safe', message)];
}

function promiseWords({ settles }: Table): string {
  if (settles === null) return 'no promise';
  const { after, unit, columns } = settles;
  const age = `${after} ${after === 1 ? unit : `${unit}s`}`;
  return columns === null ? `rows settle after ${age}` : `${columns.join(', ')} settle after ${age}`;
}

function columnWords(before: Column, now: Column): string[] {
  const all: [string, string | null, string | null][] = [
    ['is read from the column', before.name, now.name],
    ['is of the type', before.type, now.type],
    ['is written in the zone', before.timeZone, now.timeZone],
    ['is computed as', before.computed?.text ?? null, now.computed?.text ?? null],
  ];
  return all.flatMap(([words, was, is]) => (was === is ? [] : [`${words} ${is ?? 'none'}, was ${was ?? 'none'}.`]));
}

function sourceWords({ source }: Table): string {
  return matchKind<Table['source'], string, []>(source, {
    relation: ({ schema, name }) => `the relation ${schema === null ? '' : `${schema}.`}${name}`,
    sql: ({ text }) => `the select \`${text.replace(/\s+/g, ' ').trim()}\``,
    union: ({ of }) => `the rows of ${of.join(' and ')}`,
    event: ({ of, each, at, which, nth, filter }) =>
      `row ${nth} from the ${which} of ${of} for each ${each} by ${at}, of those where ${conditions(filter)}`,
  });
}

function conditions(condition: Condition): string {
  return filterWords(condition, COLUMNS_IN_ENGLISH).join(' and ') || 'always';
}
