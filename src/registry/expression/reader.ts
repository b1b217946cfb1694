import { ExpressionProblem, tokensOf, type Token, type Vocabulary } from './tokens';

/** The words of one sort of expression in problems. */
export interface ExpressionWords {
  readonly vocabulary: Vocabulary;
  /** What may begin an operand. */
  readonly operand: string;
  /** What may follow an operand. */
  readonly following: string;
}

/** The tokens of an expression, read one after the other. */
export class TokenReader {
  readonly tokens: readonly Token[];
  private next = 0;

  /** Errors: {@link ExpressionProblem}. */
  constructor(
    private readonly text: string,
    readonly words: ExpressionWords,
  ) {
    this.tokens = tokensOf(text, words.vocabulary);
  }

  get token(): Token | undefined {
    return this.tokens[this.next];
  }

  /** The first character of the next token; behind the last token, the end of the text. */
  get at(): number {
    return this.token?.at ?? this.text.length + 1;
  }

  take(): void {
    this.next++;
  }

  /** Takes the next token if it is one of these signs, and returns it. */
  acceptSign<S extends string>(...signs: readonly S[]): S | null {
    return this.accept('sign', signs);
  }

  /** Takes the next token if it is one of these words, and returns it. */
  acceptWord<W extends string>(...words: readonly W[]): W | null {
    return this.accept('name', words);
  }

  /** Errors: {@link ExpressionProblem}, unless the next token is this sign or word. */
  require(text: string, expected = text): void {
    if (this.acceptSign(text) === null && this.acceptWord(text) === null) throw this.unexpected(expected);
  }

  unexpected(expected: string): ExpressionProblem {
    const { token, text } = this;
    if (token) {
      const shown = token.kind === 'text' ? `'${token.text}'` : token.text;
      return new ExpressionProblem(`"${shown}" at character ${token.at} is not allowed there`, expected, token.at);
    }
    return new ExpressionProblem(text.trim() === '' ? 'is empty' : 'ends too early', expected);
  }

  private accept<T extends string>(kind: Token['kind'], texts: readonly T[]): T | null {
    const { token } = this;
    const found = token?.kind === kind ? texts.find((one) => one === token.text) : undefined;
    if (found !== undefined) this.next++;
    return found ?? null;
  }
}
