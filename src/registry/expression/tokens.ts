import { DECIMAL, exactFactor } from '../../model/factor';

/** A name, a number or a sign, and its position: the first character is 1. */
export interface Token {
  readonly kind: 'name' | 'number' | 'sign';
  /** A number is without superfluous digits. */
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
    readonly nearest: string | null = null,
  ) {
    super(`${wrong} — expected ${expected}`);
  }
}

/**
 * More than people write. The limit bounds recursion, which is as deep as expressions are nested.
 */
const MOST = 1000;

const FORMS = /(?<name>[_A-Za-z][_0-9A-Za-z]*)|(?<number>[.\d][.\w]*)|(?<sign>[-+*/()])|(?<other>\S)/gu;

/** Signs that other keyboards produce, and the meant signs. */
const MEANT: Readonly<Record<string, string>> = {
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
 * The names, numbers and signs of a text in order. Errors: {@link ExpressionProblem} for others.
 */
export function tokensOf(text: string): readonly Token[] {
  const tokens = [...text.matchAll(FORMS)].map(({ groups = {}, index }): Token => {
    const { name, number, sign, other } = groups;
    const at = index + 1;
    if (name !== undefined) return { kind: 'name', text: name, at };
    if (number !== undefined) return { kind: 'number', text: numberOf(number, at), at };
    if (sign !== undefined) return { kind: 'sign', text: sign, at };
    throw new ExpressionProblem(
      `"${other}" at character ${at} is not arithmetic`,
      'keys of metrics, numbers, +, -, *, / and parentheses',
      MEANT[other!] ?? null,
    );
  });
  if (tokens.length <= MOST) return tokens;
  throw new ExpressionProblem(`has ${tokens.length} names, numbers and signs`, `at most ${MOST}`);
}

function numberOf(written: string, at: number): string {
  if (DECIMAL.test(written)) return exactFactor(written, 1);
  const isLong = /^[\d.]{40,}$/.test(written);
  const shown = isLong ? `${written.slice(0, 20)}…` : written;
  const expected = isLong ? 'at most 100 digits before and after the point' : 'a decimal number, such as 0.02';
  throw new ExpressionProblem(`"${shown}" at character ${at} is not a number`, expected);
}
