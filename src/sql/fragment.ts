import type { Parameter, Statement } from './statement';

/**
 * SQL as a value: text of our own, identifiers, and parameters, composed by the `sql` tag and turned into a statement
 * once, by {@link compile}. A string becomes text only in a template of this folder, never by interpolation.
 */
export class Sql {
  constructor(readonly parts: readonly Part[]) {}
}

type Part =
  | string
  | Sql
  | { readonly kind: 'parameter'; readonly value: Parameter; readonly type: string }
  | { readonly kind: 'verbatim'; readonly text: string };

/** Templates, each of which is the same object every time its line is run. */
const dedented = new WeakMap<TemplateStringsArray, readonly string[]>();

/** A piece of SQL. Its lines are moved to where it is put, so that a statement reads as if written by hand. */
export function sql(strings: TemplateStringsArray, ...fragments: readonly Sql[]): Sql {
  let texts = dedented.get(strings);
  if (texts === undefined) dedented.set(strings, (texts = dedent(strings)));
  const parts: Part[] = [];
  texts.forEach((text, index) => {
    if (text !== '') parts.push(text);
    const fragment = fragments[index];
    if (fragment !== undefined) parts.push(fragment);
  });
  return new Sql(parts);
}

/** A value of PostgreSQL's `type`; equal ones share a `$n`. */
export function parameter(value: Parameter, type: string): Sql {
  return new Sql([{ kind: 'parameter', value, type }]);
}

/** An identifier, or several joined by dots. Quoted unless it is a plain word that no keyword clashes with. */
export function name(...names: readonly string[]): Sql {
  return new Sql(names.flatMap((one, index) => [...(index === 0 ? [] : ['.']), isPlain(one) ? one : quotedName(one)]));
}

/** Kept from the layout, which would take spaces away at what it holds for the end of a line. */
function quotedName(name: string): Part {
  return { kind: 'verbatim', text: `"${name.replaceAll('"', '""')}"` };
}

/** What the registry's author wrote in SQL, to the letter: never anything from a request. */
export function verbatim(text: string): Sql {
  return new Sql([{ kind: 'verbatim', text }]);
}

/** Fragments in a row. */
export function join(
  fragments: readonly Sql[],
  separator: ', ' | ',\n' | '\n' | '\nunion all\n' | ' and ' | ' or ' | '\nand ' | '\nor ',
): Sql {
  return new Sql(fragments.flatMap((fragment, index) => (index === 0 ? [fragment] : [separator, fragment])));
}

/** `1, 2, …`: a column called like one of ours would win over it in `group by`. */
export function ordinals(count: number): Sql {
  return new Sql([Array.from({ length: count }, (_, index) => index + 1).join(', ')]);
}

/** A small whole number of ours, where a parameter would only be noise. */
export function wholeNumber(count: number): Sql {
  return new Sql([String(Math.trunc(count))]);
}

export const NOTHING = new Sql([]);

/** The statement as it is sent. */
export function compile(fragment: Sql): Statement {
  const parameters: Parameter[] = [];
  const numbers = new Map<string, number>();
  const text = render(fragment, (value, type) => {
    const key = `${type} ${JSON.stringify(value)}`;
    let number = numbers.get(key);
    if (number === undefined) {
      number = parameters.push(value);
      numbers.set(key, number);
    }
    return `$${number}::${type}`;
  });
  return { text, parameters };
}

/** The same with its parameters written in: to be read and run by a person, never sent. */
export function compileLiteral(fragment: Sql): string {
  return render(fragment, (value, type) => `${literal(value)}::${type}`);
}

function render(fragment: Sql, write: (value: Parameter, type: string) => string): string {
  const written: string[] = [];
  let text = '';
  // The spaces that the last line begins with, kept beside it: to look for them in all of the text again and again is slow.
  let margin = '';
  let isBlank = true;
  const add = (piece: string): void => {
    text += piece;
    const start = piece.lastIndexOf('\n') + 1;
    if (start > 0) [margin, isBlank] = ['', true];
    if (!isBlank) return;
    const spaces = indentation(piece.slice(start));
    margin += spaces;
    isBlank = start + spaces.length === piece.length;
  };
  const walk = ({ parts }: Sql, indent: string): void => {
    for (const part of parts) {
      if (typeof part === 'string') add(part.replaceAll('\n', `\n${indent}`));
      else if (part instanceof Sql) walk(part, margin);
      // A mark for now: the layout below must not touch what a value, or SQL that is not ours, holds.
      else {
        const own = part.kind === 'verbatim' ? part.text : write(part.value, part.type);
        add(`\0${written.push(own) - 1}\0`);
      }
    }
  };
  walk(fragment, '');
  const laidOut = text.replace(/ +$/gm, '').replace(/\n{2,}/g, '\n');
  return laidOut.replace(/\0(\d+)\0/g, (_, index: string) => written[Number(index)]!);
}

/** The spaces that a line begins with. */
function indentation(line: string): string {
  return /^ */.exec(line)![0];
}

function literal(value: Parameter): string {
  if (value === null) return 'null';
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return quoted(value);
  return quoted(`{${value.map((item) => (typeof item === 'number' ? item : arrayItem(item))).join(',')}}`);
}

function arrayItem(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}

function quoted(text: string): string {
  const plain = `'${text.replaceAll("'", "''")}'`;
  return text.includes('\\') ? `E${plain.replaceAll('\\', '\\\\')}` : plain;
}

/** Takes the indentation of the code around it from a template, with its first and last line breaks. */
function dedent(strings: readonly string[]): string[] {
  const lines = strings.flatMap((text) => text.split('\n').slice(1));
  const margins = lines.filter((line) => line.trim() !== '').map((line) => indentation(line).length);
  // A line that begins with a fragment is blank up to it, and counts all the same.
  strings.slice(0, -1).forEach((text) => {
    const last = text.split('\n');
    if (last.length > 1 && last.at(-1)!.trim() === '') margins.push(last.at(-1)!.length);
  });
  const margin = margins.length === 0 ? 0 : Math.min(...margins);
  const texts = strings.map((text) =>
    text
      .split('\n')
      .map((line, index) => (index === 0 ? line : line.slice(margin)))
      .join('\n'),
  );
  texts[0] = texts[0]!.replace(/^\n/, '');
  texts[texts.length - 1] = texts.at(-1)!.replace(/\n *$/, '');
  return texts;
}

/** Lower case, and no word that PostgreSQL reserves where a table or column is named. */
function isPlain(word: string): boolean {
  return /^[a-z_][a-z0-9_]*$/.test(word) && !RESERVED.has(word);
}

const RESERVED = new Set(
  `all analyse analyze and any array as asc asymmetric authorization binary both case cast check collate collation column
  concurrently constraint create cross current_catalog current_date current_role current_schema current_time
  current_timestamp current_user default deferrable desc distinct do else end except false fetch for foreign freeze from
  full grant group having ilike in initially inner intersect into is isnull join lateral leading left like limit localtime
  localtimestamp natural not notnull null offset on only or order outer overlaps placing primary references returning
  right select session_user similar some symmetric system_user table tablesample then to trailing true union unique user
  using variadic verbose when where window with between bigint bit boolean char character coalesce dec decimal exists
  extract float greatest grouping inout int integer interval least merge_action national nchar none normalize nullif
  numeric out overlay position precision real row setof smallint substring time timestamp treat trim values varchar
  xmlattributes xmlconcat xmlelement xmlexists xmlforest xmlnamespaces xmlparse xmlpi xmlroot xmlserialize xmltable`.split(
    /\s+/,
  ),
);
