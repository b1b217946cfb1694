import { isScalar, parseDocument, visit } from 'yaml';
import { usageProblem } from './commandProblem';

/** Conditions in the form that `query/` reads. */
type Conditions = Record<string, unknown>;

const ORDER = { '>': 'gt', '>=': 'gte', '<': 'lt', '<=': 'lte' } as const;

/**
 * Reads `--where`; all conditions must hold: `dimension=value`, `dimension!=value`, a comparison of
 * a number such as `dimension>=50`, or JSON as in GraphQL. Several values of a dimension are
 * alternatives (with `!=`, none may match). Errors: CommandProblem.
 */
export function readConditions(texts: readonly string[]): Conditions | null {
  const equal = new Map<string, string[]>();
  const unequal = new Map<string, string[]>();
  const compared: Conditions[] = [];
  const jsonConditions: Conditions[] = [];
  for (const text of texts) {
    if (text.trimStart().startsWith('{')) {
      jsonConditions.push(readJson('--where', text));
      continue;
    }
    const parts = /^\s*([^=!<>\s]+)\s*(!=|=|[<>]=?)(.*)$/s.exec(text);
    if (parts === null) {
      throw usageProblem(
        `--where ${text}: it takes dimension=value, dimension!=value, dimension>=number or JSON between { and }.`,
      );
    }
    const [, dimension, sign, value] = parts as unknown as [string, string, Sign, string];
    if (sign !== '=' && sign !== '!=') {
      compared.push(Object.fromEntries([[dimension, { [ORDER[sign]]: value.trim() }]]));
      continue;
    }
    const values = sign === '=' ? equal : unequal;
    values.set(dimension, [...(values.get(dimension) ?? []), value]);
  }
  const typed = new Map([...equal].map(([dimension, values]) => [dimension, single('eq', 'in', values)]));
  for (const [dimension, values] of unequal) {
    typed.set(dimension, { ...typed.get(dimension), ...single('ne', 'notIn', values) });
  }
  const rest = [...compared, ...jsonConditions];
  // Not by assignment, which does not create a field for some names (`__proto__`).
  return together(typed.size === 0 ? rest : [Object.fromEntries(typed), ...rest]);
}

type Sign = '=' | '!=' | keyof typeof ORDER;

/** Reads `--having`; all conditions must hold. Errors: CommandProblem. */
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
 * Reads JSON without loss. `JSON.parse` would drop the first of two equal keys, and digits of a
 * long number.
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
