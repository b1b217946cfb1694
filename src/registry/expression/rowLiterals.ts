import { ROW_DIGITS, type RowExpression } from '../../model/rowExpression';
import { shown } from './rowTypes';
import type { SyntaxTree } from './syntax';
import { ExpressionProblem } from './tokens';

/** Longer parts of texts are of no use, and their length is a whole number in each database. */
const LONGEST_TEXT = 1_000_000;

const IN_RANGE = new RegExp(`^-?\\d{1,${ROW_DIGITS}}(\\.\\d{1,${ROW_DIGITS}})?$`);

/** A number as it is written. Errors: {@link ExpressionProblem} if it has too many digits. */
export function numberLiteral(syntax: Extract<SyntaxTree, { kind: 'number' }>): RowExpression {
  const { value, at } = syntax;
  if (IN_RANGE.test(value)) return { kind: 'number', type: 'number', value };
  const wrong = `the number at character ${at} has too many digits`;
  throw new ExpressionProblem(wrong, `at most ${ROW_DIGITS} before and after the point`, at);
}

/** A text in quotes that must stand there. Errors: {@link ExpressionProblem}. */
export function textLiteral(syntax: SyntaxTree, owner: string): string {
  if (syntax.kind === 'text') return syntax.value;
  throw new ExpressionProblem(`${shown(syntax)} is no text in quotes`, `a text such as 'abc' for ${owner}`, syntax.at);
}

/** A whole number that must stand there. Errors: {@link ExpressionProblem}. */
export function wholeLiteral(syntax: SyntaxTree, least: number, owner: string, most = LONGEST_TEXT): number {
  const value = syntax.kind === 'number' && /^-?\d+$/.test(syntax.value) ? Number(syntax.value) : NaN;
  if (value >= least && value <= most) return value;
  const expected = `a whole number from ${least} to ${most} for ${owner}`;
  throw new ExpressionProblem(`${shown(syntax)} is not allowed there`, expected, syntax.at);
}

/** The values of `in`: numbers or texts as they are written. Errors: {@link ExpressionProblem}. */
export function listLiteral(values: readonly SyntaxTree[], type: 'number' | 'text'): readonly string[] {
  const read = values.map((value) => {
    if (type === 'text') return textLiteral(value, '`in`');
    if (value.kind !== 'number') {
      throw new ExpressionProblem(`${shown(value)} is no number`, 'a number such as 5 for `in`', value.at);
    }
    numberLiteral(value);
    return value.value;
  });
  return [...new Set(read)];
}

/**
 * A pattern of `like` in its one form: a `\` stands only before `%`, `_` and `\`. Errors:
 * {@link ExpressionProblem} for a `\` at the end, which hides nothing.
 */
export function patternLiteral(syntax: SyntaxTree): string {
  const pattern = textLiteral(syntax, '`like`');
  const pieces = pattern.match(/\\?[^]/gu) ?? [];
  if (pieces.at(-1) === '\\') {
    throw new ExpressionProblem(`the pattern at character ${syntax.at} ends with \\`, '`\\\\` for a \\', syntax.at);
  }
  return pieces.map((piece) => (/^\\[^%_\\]$/u.test(piece) ? piece.slice(1) : piece)).join('');
}
