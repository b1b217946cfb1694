import type { RowExpression, RowValueType } from '../../model/rowExpression';
import type { SyntaxTree } from './syntax';
import { ExpressionProblem } from './tokens';

export const TYPE_WORDS: { readonly [T in RowValueType]: string } = {
  number: 'a number',
  text: 'text',
  boolean: 'true or false',
  time: 'a time',
};

/** Types one part of an expression. Null: it is the word `null`, which has every type. */
export type ReadType = (syntax: SyntaxTree) => RowExpression | null;

/** A part that must have a type. `owner` says in problems what needs it. */
export function required(syntax: SyntaxTree, type: RowValueType, owner: string, read: ReadType): RowExpression {
  const found = read(syntax);
  if (found === null) return { kind: 'nothing', type };
  if (found.type === type) return found;
  const wrong = `${shown(syntax)} is ${TYPE_WORDS[found.type]}`;
  throw new ExpressionProblem(wrong, `${TYPE_WORDS[type]} for ${owner}`, syntax.at);
}

/** Parts that must have one type, which the first of them with a type decides. */
export function alike(parts: readonly SyntaxTree[], owner: string, read: ReadType): readonly RowExpression[] {
  const index = parts.findIndex(({ kind }) => kind !== 'nothing');
  const first = parts[index];
  if (first === undefined) {
    throw new ExpressionProblem(`${owner} has no value but null`, 'a value that has a type', parts[0]!.at);
  }
  const typed = read(first) ?? undefined;
  if (typed === undefined) throw new Error('a part without a type is not the word null');
  const need = `${owner}, which has ${TYPE_WORDS[typed.type]} before it`;
  return parts.map((part, at) => (at === index ? typed : required(part, typed.type, need, read)));
}

/** A part as a problem names it, with its place. */
export function shown(syntax: SyntaxTree): string {
  const at = `at character ${syntax.at}`;
  switch (syntax.kind) {
    case 'name':
      return `"${syntax.name}" ${at}`;
    case 'call':
      return `\`${syntax.name}\` ${at}`;
    case 'operation':
    case 'comparison':
    case 'logic':
      return `\`${syntax.operator}\` ${at}`;
    case 'number':
      return `${syntax.value} ${at}`;
    case 'text':
      return `'${syntax.value}' ${at}`;
    case 'boolean':
      return `\`${syntax.value}\` ${at}`;
    case 'nothing':
      return `\`null\` ${at}`;
    case 'not':
    case 'in':
    case 'between':
    case 'like':
    case 'case':
      return `\`${syntax.kind}\` ${at}`;
    case 'null':
      return `\`is null\` ${at}`;
  }
}
