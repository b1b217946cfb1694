import { nearestName } from '../../model/nearest';
import type { RowExpression, RowFunction, RowValueType, TextMatch } from '../../model/rowExpression';
import { oneOf } from '../problems';
import { textLiteral, wholeLiteral } from './rowLiterals';
import { alike, required, TYPE_WORDS, type ReadType } from './rowTypes';
import type { SyntaxTree } from './syntax';
import { ExpressionProblem } from './tokens';

type Call = Extract<SyntaxTree, { kind: 'call' }>;

interface FunctionRule {
  /** The least and the greatest number of arguments. */
  readonly least: number;
  readonly most: number;
  readonly read: (call: Call, read: ReadType) => RowExpression;
}

/** A function of one value. */
function ofOne(name: RowFunction, takes: RowValueType, type: RowValueType): FunctionRule {
  const read = ({ args }: Call, readType: ReadType): RowExpression => {
    return { kind: 'call', name, type, args: [required(args[0]!, takes, `\`${name}\``, readType)] };
  };
  return { least: 1, most: 1, read };
}

/** A function of values of one type, which its result has, too. */
function ofAlike(name: RowFunction, least: number, most: number, types: readonly RowValueType[]): FunctionRule {
  const read = ({ args, at }: Call, readType: ReadType): RowExpression => {
    const typed = alike(args, `\`${name}\``, readType);
    const { type } = typed[0]!;
    if (types.includes(type)) return { kind: 'call', name, type, args: typed };
    const words = types.map((one) => TYPE_WORDS[one]).join(' or ');
    throw new ExpressionProblem(`\`${name}\` at character ${at} has ${TYPE_WORDS[type]}`, words, at);
  };
  return { least, most, read };
}

function matching(name: string, how: TextMatch): FunctionRule {
  const read = ({ args }: Call, readType: ReadType): RowExpression => {
    const of = required(args[0]!, 'text', `\`${name}\``, readType);
    return { kind: 'match', type: 'boolean', how, of, text: textLiteral(args[1]!, `\`${name}\``) };
  };
  return { least: 2, most: 2, read };
}

/** More than people write, and few enough for each database. */
const MOST_ARGUMENTS = 100;
const MOST_PLACES = 12;
const ALL: readonly RowValueType[] = ['number', 'text', 'boolean', 'time'];

const RULES = {
  coalesce: ofAlike('coalesce', 2, MOST_ARGUMENTS, ALL),
  nullif: ofAlike('nullif', 2, 2, ALL),
  greatest: ofAlike('greatest', 2, MOST_ARGUMENTS, ['number', 'time']),
  least: ofAlike('least', 2, MOST_ARGUMENTS, ['number', 'time']),
  abs: ofOne('abs', 'number', 'number'),
  floor: ofOne('floor', 'number', 'number'),
  ceil: ofOne('ceil', 'number', 'number'),
  lower: ofOne('lower', 'text', 'text'),
  upper: ofOne('upper', 'text', 'text'),
  trim: ofOne('trim', 'text', 'text'),
  length: ofOne('length', 'text', 'number'),
  round: {
    least: 1,
    most: 2,
    read: ({ args: [of, places] }, read) => ({
      kind: 'round',
      type: 'number',
      of: required(of!, 'number', '`round`', read),
      places: places === undefined ? 0 : wholeLiteral(places, 0, 'the places of `round`', MOST_PLACES),
    }),
  },
  substring: {
    least: 2,
    most: 3,
    read: ({ args: [of, start, length] }, read) => ({
      kind: 'substring',
      type: 'text',
      of: required(of!, 'text', '`substring`', read),
      start: wholeLiteral(start!, 1, 'the start of `substring`'),
      length: length === undefined ? null : wholeLiteral(length, 0, 'the length of `substring`'),
    }),
  },
  replace: {
    least: 3,
    most: 3,
    read: ({ args: [of, from, to] }, read) => {
      const replaced = textLiteral(from!, '`replace`');
      if (replaced === '')
        throw new ExpressionProblem('`replace` replaces an empty text', "a text such as 'a'", from!.at);
      const value = required(of!, 'text', '`replace`', read);
      return { kind: 'replace', type: 'text', of: value, from: replaced, to: textLiteral(to!, '`replace`') };
    },
  },
  contains: matching('contains', 'contains'),
  starts_with: matching('starts_with', 'startsWith'),
  ends_with: matching('ends_with', 'endsWith'),
} satisfies { readonly [K in RowFunction]: FunctionRule } & Readonly<Record<string, FunctionRule>>;

export const FUNCTIONS: readonly string[] = Object.keys(RULES);

/** A call with its type. Errors: {@link ExpressionProblem}. */
export function readCall(call: Call, read: ReadType): RowExpression {
  const { name, args, at } = call;
  if (!Object.hasOwn(RULES, name)) {
    const wrong = `there is no function "${name}" (character ${at})`;
    throw new ExpressionProblem(wrong, oneOf(FUNCTIONS), at, nearestName(name, FUNCTIONS));
  }
  const rule: FunctionRule = RULES[name as keyof typeof RULES];
  if (args.length >= rule.least && args.length <= rule.most) return rule.read(call, read);
  const wanted = rule.least === rule.most ? String(rule.least) : `${rule.least} to ${rule.most}`;
  throw new ExpressionProblem(`\`${name}\` at character ${at} has ${args.length} arguments`, wanted, at);
}
