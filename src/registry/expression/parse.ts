import type { Expression } from '../../model/definition';
import { ExpressionProblem, tokensOf, type Token } from './tokens';

/** An expression, and the tokens in its text that name metrics. */
export interface Parsed {
  readonly expression: Expression;
  readonly names: readonly Token[];
}

/**
 * Parses arithmetic: `*` and `/` before `+` and `-`, from left to right. A sign before a number or
 * a metric binds closest. Does not check that the metrics exist. Errors: {@link ExpressionProblem}.
 */
export function parseExpression(text: string): Parsed {
  const tokens = tokensOf(text);
  const reader = { text, tokens, next: 0 };
  const expression = readSum(reader);
  if (reader.next < tokens.length) throw unexpected(reader, '+, -, *, / or the end');
  const names = tokens.filter(({ kind }) => kind === 'name');
  if (names.length === 0) throw new ExpressionProblem('names no metric', 'the key of at least one metric');
  return { expression, names };
}

interface Reader {
  readonly text: string;
  readonly tokens: readonly Token[];
  /** Index of the token to read next. */
  next: number;
}

function readSum(reader: Reader): Expression {
  let left = readProduct(reader);
  for (let sign = accept(reader, '+', '-'); sign !== null; sign = accept(reader, '+', '-')) {
    left = { kind: 'operation', operator: sign, left, right: readProduct(reader) };
  }
  return left;
}

function readProduct(reader: Reader): Expression {
  let left = readSigned(reader);
  for (let sign = accept(reader, '*', '/'); sign !== null; sign = accept(reader, '*', '/')) {
    const at = reader.tokens[reader.next]?.at;
    const right = readSigned(reader);
    if (sign === '/' && right.kind === 'number' && right.value === '0') {
      throw new ExpressionProblem(`divides by 0 at character ${at}`, 'a divisor other than 0');
    }
    left = { kind: 'operation', operator: sign, left, right };
  }
  return left;
}

function readSigned(reader: Reader): Expression {
  if (accept(reader, '-') === null) return readSingle(reader);
  const signed = readSigned(reader);
  if (signed.kind !== 'number') return { kind: 'operation', operator: '-', left: NOTHING, right: signed };
  const { value } = signed;
  return { kind: 'number', value: value === '0' ? value : value.startsWith('-') ? value.slice(1) : `-${value}` };
}

const NOTHING: Expression = { kind: 'number', value: '0' };

function readSingle(reader: Reader): Expression {
  const token = reader.tokens[reader.next];
  if (token === undefined || (token.kind === 'sign' && token.text !== '(')) {
    throw unexpected(reader, 'the key of a metric, a number or (');
  }
  reader.next++;
  if (token.kind === 'name') return { kind: 'metric', metric: token.text };
  if (token.kind === 'number') return { kind: 'number', value: token.text };
  const inner = readSum(reader);
  if (accept(reader, ')') === null) throw unexpected(reader, `) for the ( at character ${token.at}`);
  return inner;
}

function accept<S extends string>(reader: Reader, ...signs: readonly S[]): S | null {
  const token = reader.tokens[reader.next];
  const sign = token?.kind === 'sign' ? signs.find((one) => one === token.text) : undefined;
  if (sign !== undefined) reader.next++;
  return sign ?? null;
}

function unexpected({ text, tokens, next }: Reader, expected: string): ExpressionProblem {
  const token = tokens[next];
  if (token) return new ExpressionProblem(`"${token.text}" at character ${token.at} is not allowed there`, expected);
  return new ExpressionProblem(text.trim() === '' ? 'is empty' : 'ends too early', expected);
}
