import type { Expression } from '../../model/definition';
import { readSum } from './arithmetic';
import { TokenReader } from './reader';
import type { SyntaxTree } from './syntax';
import { ARITHMETIC, ExpressionProblem, type Token } from './tokens';

/** An expression, and the tokens in its text that name metrics. */
export interface Parsed {
  readonly expression: Expression;
  readonly names: readonly Token[];
}

const WORDS = {
  vocabulary: ARITHMETIC,
  operand: 'the key of a metric, a number or (',
  following: '+, -, *, / or the end',
};

/**
 * Parses arithmetic over metrics. Does not check that the metrics exist. Errors:
 * {@link ExpressionProblem}.
 */
export function parseExpression(text: string): Parsed {
  const reader = new TokenReader(text, WORDS);
  const syntax = readSum(reader, readOperand);
  if (reader.token) throw reader.unexpected(WORDS.following);
  const names = reader.tokens.filter(({ kind }) => kind === 'name');
  if (names.length === 0) throw new ExpressionProblem('names no metric', 'the key of at least one metric');
  return { expression: overMetrics(syntax), names };
}

function readOperand(reader: TokenReader): SyntaxTree {
  const { token, at } = reader;
  if (token?.kind === 'name' || token?.kind === 'number') {
    reader.take();
    return token.kind === 'name' ? { kind: 'name', name: token.text, at } : { kind: 'number', value: token.text, at };
  }
  if (reader.acceptSign('(') === null) throw reader.unexpected(WORDS.operand);
  const inner = readSum(reader, readOperand);
  reader.require(')', `) for the ( at character ${at}`);
  return inner;
}

function overMetrics(syntax: SyntaxTree): Expression {
  if (syntax.kind === 'name') return { kind: 'metric', metric: syntax.name };
  if (syntax.kind === 'number') return { kind: 'number', value: syntax.value };
  if (syntax.kind !== 'operation' || syntax.operator === '||') throw new Error(`${syntax.kind} is no arithmetic`);
  const { operator, left, right } = syntax;
  return { kind: 'operation', operator, left: overMetrics(left), right: overMetrics(right) };
}
