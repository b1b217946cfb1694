import type { Parameter } from './statement';

export type { Parameter };

type Scalar = 'int' | 'bigint' | 'numeric' | 'text' | 'uuid' | 'boolean' | 'date' | 'instant';

/** The types of parameters and casts. `numeric` is exact. A dialect maps each to its own. */
export type ValueType = Scalar | `${Scalar}[]`;

/**
 * SQL as a value: our own text, names, parameters and primitives, composed by the `sql` tag. It is
 * free of dialects; `compile.ts` writes it in one. A string becomes text only in a template of this
 * folder, never by interpolation.
 */
export class Sql {
  constructor(readonly parts: readonly Part[]) {}
}

type Part =
  | string
  | Sql
  | { readonly kind: 'name'; readonly text: string }
  | { readonly kind: 'parameter'; readonly value: Parameter; readonly type: ValueType }
  | { readonly kind: 'verbatim'; readonly text: string }
  | { readonly kind: 'primitive'; readonly key: string; readonly args: readonly unknown[] };

/** The texts of each template, dedented. A template is the same object every time its line runs. */
const dedented = new WeakMap<TemplateStringsArray, readonly string[]>();

/** A piece of SQL. It takes the indentation of its place, so that a statement is easy to read. */
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

/** A value of a type. */
export function parameter(value: Parameter, type: ValueType): Sql {
  return new Sql([{ kind: 'parameter', value, type }]);
}

/** An identifier, or several joined by dots. */
export function name(...names: readonly string[]): Sql {
  return new Sql(names.flatMap((text, index) => [...(index === 0 ? [] : ['.']), { kind: 'name' as const, text }]));
}

/** SQL from the registry's author, unchanged. Never use it for anything from a request. */
export function verbatim(text: string): Sql {
  return new Sql([{ kind: 'verbatim', text }]);
}

/** A primitive of the dialect by its key; `write` in dialect.ts checks both. */
export function primitive(key: string, args: readonly unknown[]): Sql {
  return new Sql([{ kind: 'primitive', key, args }]);
}

/** Fragments in a row. */
export function join(
  fragments: readonly Sql[],
  separator: ', ' | ',\n' | '\n' | '\nunion all\n' | ' and ' | ' or ' | '\nand ' | '\nor ',
): Sql {
  return new Sql(fragments.flatMap((fragment, index) => (index === 0 ? [fragment] : [separator, fragment])));
}

/**
 * `1, 2, …`: in `group by`, PostgreSQL prefers the column of a table to an output column of the
 * same name.
 */
export function ordinals(count: number): Sql {
  return new Sql([Array.from({ length: count }, (_, index) => index + 1).join(', ')]);
}

/** A small whole number of our own, where a parameter would only be noise. */
export function wholeNumber(count: number): Sql {
  return new Sql([String(Math.trunc(count))]);
}

export const NOTHING = new Sql([]);

/** Removes the indentation of the surrounding code, and the first and last line break. */
function dedent(strings: readonly string[]): string[] {
  const lines = strings.flatMap((text) => text.split('\n').slice(1));
  const margins = lines.filter((line) => line.trim() !== '').map((line) => indentation(line).length);
  // A line that begins with a fragment is blank before it, and counts too.
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

function indentation(line: string): string {
  return /^ */.exec(line)![0];
}
