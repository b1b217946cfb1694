import { isScalar, parseDocument, visit } from 'yaml';
import { usageProblem } from './commandProblem';

/** Conditions as `query/` reads them. */
type Conditions = Record<string, unknown>;

/**
 * What `--where` says, all of which must hold: `dimension=value`, `dimension!=value`, or JSON as
 * GraphQL has it. A dimension that is given several values may have any of them (or with `!=`
 * none). Errors: CommandProblem.
 */
export function readConditions(texts: readonly string[]): Conditions | null {
  const equal = new Map<string, string[]>();
  const unequal = new Map<string, string[]>();
  const jsonConditions: Conditions[] = [];
  for (const text of texts) {
    if (text.trimStart().startsWith('{')) {
      jsonConditions.push(readJson('--where', text));
      continue;
    }
    const parts = /^\s*([^=!\s]+)\s*(!?=)(.*)$/s.exec(text);
    if (parts === null) {
      throw usageProblem(`--where ${text}: it takes dimension=value, dimension!=value or JSON between { and }.`);
    }
    const [, dimension, sign, value] = parts as unknown as [string, string, string, string];
    const values = sign === '=' ? equal : unequal;
    values.set(dimension, [...(values.get(dimension) ?? []), value]);
  }
  const typed = new Map([...equal].map(([dimension, values]) => [dimension, single('eq', 'in', values)]));
  for (const [dimension, values] of unequal) {
    typed.set(dimension, { ...typed.get(dimension), ...single('ne', 'notIn', values) });
  }
  // Not by assignment, which would not make a field of every name (`__proto__`).
  return together(typed.size === 0 ? jsonConditions : [Object.fromEntries(typed), ...jsonConditions]);
}

/** What `--having` says, all of which must hold. Errors: CommandProblem. */
export function readHaving(texts: readonly string[]): Conditions | null {
  return together(texts.map((text) => readJson('--having', text)));
}

function single(one: string, many: string, values: readonly string[]): Conditions {
  return values.length === 1 ? { [one]: values[0] } : { [many]: values };
}

function together(all: readonly Conditions[]): Conditions | null {
  return all.length === 0 ? null : all.length === 1 ? all[0]! : { and: all };
}

/**
 * JSON, read so that nothing gets lost on the way as `JSON.parse` would lose it: the first of two
 * equal keys, and digits of a long number.
 */
function readJson(option: string, text: string): Conditions {
  const document = parseDocument(text, { schema: 'json', prettyErrors: false });
  const [error] = document.errors;
  if (error !== undefined) {
    const problem = error.code === 'DUPLICATE_KEY' ? 'a key stands there twice' : 'it is no JSON';
    throw noJson(option, `${problem}, at ${JSON.stringify(text.slice(error.pos[0], error.pos[0] + 20))}`);
  }
  visit(document, {
    Scalar: (_, node) => {
      if (typeof node.value === 'number' && node.source !== String(node.value)) node.value = node.source;
    },
  });
  if (document.contents === null || isScalar(document.contents)) throw noJson(option, 'an object is expected');
  return document.toJS() as Conditions;
}

function noJson(option: string, problem: string) {
  return usageProblem(
    `${option} takes JSON such as '{"key": {"in": ["a", "b"]}}', and this cannot be read: ${problem}.`,
  );
}
