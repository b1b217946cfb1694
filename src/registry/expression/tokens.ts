import { DECIMAL, exactFactor } from '../../model/factor';

/** A name, a number, a text or a sign, and its position: the first character is 1. */
export interface Token {
  readonly kind: 'name' | 'number' | 'text' | 'sign';
  /** A number is without superfluous digits. A text is without its quotes. */
  readonly text: string;
  readonly at: number;
}

/**
 * A syntax error of an expression: what is wrong and where, what is expected, and what was probably
 * meant.
 */
export class ExpressionProblem extends Error {
  constructor(
    readonly wrong: string,
    readonly expected: string,
    /** The first character of the mistake, from 1; null if it is the whole expression. */
    readonly at: number | null = null,
    readonly nearest: string | null = null,
  ) {
    super(`${wrong} — expected ${expected}`);
  }
}

/**
 * More than people write. The limit bounds recursion, which is as deep as expressions are nested.
 */
const MOST = 1000;

const FORMS =
  /(?<name>[_A-Za-z][_0-9A-Za-z]*)|(?<number>[.\d][.\w]*)|'(?<text>(?:[^']|'')*)'|(?<sign>\|\||<=|>=|!=|[-+*/()<>=,])|(?<other>\S)/gu;

/** The tokens of one sort of expression, and their words in a problem. */
export interface Vocabulary {
  readonly signs: readonly string[];
  readonly hasTexts: boolean;
  /** Says what a token of another vocabulary is not. */
  readonly isNot: string;
  readonly expected: string;
}

/** Arithmetic over metrics. */
export const ARITHMETIC: Vocabulary = {
  signs: ['+', '-', '*', '/', '(', ')'],
  hasTexts: false,
  isNot: 'is not arithmetic',
  expected: 'keys of metrics, numbers, +, -, *, / and parentheses',
};

/** An expression over the columns of a row. */
export const ROW: Vocabulary = {
  signs: [...ARITHMETIC.signs, '||', '=', '!=', '<', '<=', '>', '>=', ','],
  hasTexts: true,
  isNot: 'has no meaning in an expression',
  expected: "columns, numbers, texts in '…', operators, functions and parentheses",
};

/** Signs that other keyboards produce, and the meant signs. */
const MEANT: Readonly<Record<string, string>> = {
  '≠': '!=',
  '≤': '<=',
  '≥': '>=',
  '“': "'",
  '”': "'",
  '‘': "'",
  '’': "'",
  '"': "'",
  '，': ',',
  '＝': '=',
  '×': '*',
  '÷': '/',
  '−': '-',
  '–': '-',
  '＋': '+',
  '－': '-',
  '＊': '*',
  '／': '/',
  '（': '(',
  '）': ')',
};

/**
 * The tokens of a text in order. Errors: {@link ExpressionProblem} for those that the vocabulary
 * does not have.
 */
export function tokensOf(text: string, { signs, hasTexts, isNot, expected }: Vocabulary): readonly Token[] {
  const tokens = [...text.matchAll(FORMS)].map((match): Token => {
    const { name, number, text: quoted, sign } = match.groups ?? {};
    const at = match.index + 1;
    if (name !== undefined) return { kind: 'name', text: name, at };
    if (number !== undefined) return { kind: 'number', text: numberOf(number, at), at };
    if (quoted !== undefined && hasTexts) return { kind: 'text', text: quoted.replaceAll("''", "'"), at };
    if (sign !== undefined && signs.includes(sign)) return { kind: 'sign', text: sign, at };
    // Without texts, a quote is a sign of its own.
    const wrong = quoted === undefined ? match[0] : "'";
    const meant = MEANT[wrong];
    const isKnown = meant !== undefined && (signs.includes(meant) || (hasTexts && meant === "'"));
    throw new ExpressionProblem(`"${wrong}" at character ${at} ${isNot}`, expected, at, isKnown ? meant : null);
  });
  if (tokens.length <= MOST) return tokens;
  throw new ExpressionProblem(`has ${tokens.length} names, numbers and signs`, `at most ${MOST}`);
}

function numberOf(written: string, at: number): string {
  if (DECIMAL.test(written)) return exactFactor(written, 1);
  const isLong = /^[\d.]{40,}$/.test(written);
  const shown = isLong ? `${written.slice(0, 20)}…` : written;
  const expected = isLong ? 'at most 100 digits before and after the point' : 'a decimal number, such as 0.02';
  throw new ExpressionProblem(`"${shown}" at character ${at} is not a number`, expected, at);
}
