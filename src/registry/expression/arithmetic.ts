import type { TokenReader } from './reader';
import type { SyntaxTree } from './syntax';
import { ExpressionProblem } from './tokens';

/** Reads an operand: what stands between operators. */
export type ReadOperand = (reader: TokenReader) => SyntaxTree;

/**
 * Reads arithmetic: `*` and `/` before `+` and `-`, from left to right. A sign before an operand
 * binds closest. Errors: {@link ExpressionProblem}.
 */
export function readSum(reader: TokenReader, operand: ReadOperand): SyntaxTree {
  let left = readProduct(reader, operand);
  for (;;) {
    const { at } = reader;
    const operator = reader.acceptSign('+', '-');
    if (operator === null) return left;
    left = { kind: 'operation', operator, left, right: readProduct(reader, operand), at };
  }
}

function readProduct(reader: TokenReader, operand: ReadOperand): SyntaxTree {
  let left = readSigned(reader, operand);
  for (;;) {
    const { at } = reader;
    const operator = reader.acceptSign('*', '/');
    if (operator === null) return left;
    const divisorAt = reader.at;
    const right = readSigned(reader, operand);
    if (operator === '/' && right.kind === 'number' && right.value === '0') {
      throw new ExpressionProblem(`divides by 0 at character ${divisorAt}`, 'a divisor other than 0', divisorAt);
    }
    left = { kind: 'operation', operator, left, right, at };
  }
}

function readSigned(reader: TokenReader, operand: ReadOperand): SyntaxTree {
  const { at } = reader;
  if (reader.acceptSign('-') === null) return operand(reader);
  const signed = readSigned(reader, operand);
  if (signed.kind !== 'number') {
    return { kind: 'operation', operator: '-', left: { kind: 'number', value: '0', at }, right: signed, at };
  }
  const { value } = signed;
  return { kind: 'number', value: value === '0' ? value : value.startsWith('-') ? value.slice(1) : `-${value}`, at };
}
