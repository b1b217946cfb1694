import { readSum } from './arithmetic';
import { TokenReader } from './reader';
import { COMPARATORS, type SyntaxTree, type SyntaxBranch } from './syntax';
import { ROW } from './tokens';

/** Words of the language, which name no column in an expression. */
export const KEYWORDS: readonly string[] =
  'and or not is null in between like case when then else end true false'.split(' ');

const WORDS = {
  vocabulary: ROW,
  operand: 'a column, a value, a function, `case` or (',
  following: 'an operator or the end',
};

/**
 * Parses an expression over the columns of a row. From loose to close: `or`, `and`, `not`,
 * comparisons, `||`, arithmetic. Does not check names and types. Errors: ExpressionProblem.
 */
export function parseRowExpression(text: string): SyntaxTree {
  const reader = new TokenReader(text, WORDS);
  const syntax = readOr(reader);
  if (reader.token) throw reader.unexpected(WORDS.following);
  return syntax;
}

function readOr(reader: TokenReader): SyntaxTree {
  let left = readAnd(reader);
  for (;;) {
    const { at } = reader;
    if (reader.acceptWord('or') === null) return left;
    left = { kind: 'logic', operator: 'or', left, right: readAnd(reader), at };
  }
}

function readAnd(reader: TokenReader): SyntaxTree {
  let left = readNot(reader);
  for (;;) {
    const { at } = reader;
    if (reader.acceptWord('and') === null) return left;
    left = { kind: 'logic', operator: 'and', left, right: readNot(reader), at };
  }
}

function readNot(reader: TokenReader): SyntaxTree {
  const { at } = reader;
  return reader.acceptWord('not') === null ? readComparison(reader) : { kind: 'not', of: readNot(reader), at };
}

/** At most one comparison: `a < b < c` has no meaning. */
function readComparison(reader: TokenReader): SyntaxTree {
  const left = readJoined(reader);
  const { at } = reader;
  const operator = reader.acceptSign(...COMPARATORS);
  if (operator !== null) return { kind: 'comparison', operator, left, right: readJoined(reader), at };
  if (reader.acceptWord('is') !== null) {
    const isNegated = reader.acceptWord('not') !== null;
    reader.require('null', isNegated ? '`null`' : '`null` or `not null`');
    return negatedIf(isNegated, { kind: 'null', of: left, at });
  }
  const isNegated = reader.acceptWord('not') !== null;
  const word = reader.acceptWord('in', 'between', 'like');
  if (word !== null) return negatedIf(isNegated, readWord(reader, word, left, at));
  if (isNegated) throw reader.unexpected('`in`, `between` or `like`');
  return left;
}

function readWord(reader: TokenReader, word: 'in' | 'between' | 'like', of: SyntaxTree, at: number): SyntaxTree {
  switch (word) {
    case 'in':
      reader.require('(', '( and a list of values');
      return { kind: 'in', of, values: readList(reader), at };
    case 'between': {
      const low = readJoined(reader);
      reader.require('and', '`and` and the greatest value');
      return { kind: 'between', of, low, high: readJoined(reader), at };
    }
    case 'like':
      return { kind: 'like', of, pattern: readJoined(reader), at };
  }
}

function negatedIf(isNegated: boolean, of: SyntaxTree): SyntaxTree {
  return isNegated ? { kind: 'not', of, at: of.at } : of;
}

function readJoined(reader: TokenReader): SyntaxTree {
  let left = readSum(reader, readOperand);
  for (;;) {
    const { at } = reader;
    if (reader.acceptSign('||') === null) return left;
    left = { kind: 'operation', operator: '||', left, right: readSum(reader, readOperand), at };
  }
}

function readOperand(reader: TokenReader): SyntaxTree {
  const { token, at } = reader;
  if (token?.kind === 'number' || token?.kind === 'text') {
    reader.take();
    return { kind: token.kind, value: token.text, at };
  }
  if (reader.acceptSign('(') !== null) {
    const inner = readOr(reader);
    reader.require(')', `) for the ( at character ${at}`);
    return inner;
  }
  const constant = reader.acceptWord('true', 'false', 'null');
  if (constant === 'null') return { kind: 'nothing', at };
  if (constant !== null) return { kind: 'boolean', value: constant === 'true', at };
  if (reader.acceptWord('case') !== null) return readCase(reader, at);
  if (token?.kind !== 'name' || KEYWORDS.includes(token.text)) throw reader.unexpected(WORDS.operand);
  reader.take();
  if (reader.acceptSign('(') === null) return { kind: 'name', name: token.text, at };
  return { kind: 'call', name: token.text, args: readList(reader), at };
}

/** `when condition then value …`, after `case`. */
function readCase(reader: TokenReader, at: number): SyntaxTree {
  const branches: SyntaxBranch[] = [];
  reader.require('when', '`when` and a condition');
  do {
    const when = readOr(reader);
    reader.require('then', '`then` and a value');
    branches.push({ when, then: readOr(reader) });
  } while (reader.acceptWord('when') !== null);
  const otherwise = reader.acceptWord('else') === null ? null : readOr(reader);
  reader.require('end', otherwise === null ? '`when`, `else` or `end`' : '`end`');
  return { kind: 'case', branches, otherwise, at };
}

/** Values between commas, after `(`. There is at least one. */
function readList(reader: TokenReader): readonly SyntaxTree[] {
  const values = [readOr(reader)];
  while (reader.acceptSign(',') !== null) values.push(readOr(reader));
  reader.require(')', ', or )');
  return values;
}
