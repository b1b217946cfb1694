import { nearestName } from '../../model/nearest';
import { ROW_TYPES } from '../../model/columnTypes';
import type { RowExpression } from '../../model/rowExpression';
import type { ColumnType } from '../../model/table';
import { oneOf } from '../problems';
import { readCall } from './rowFunctions';
import { listLiteral, numberLiteral, patternLiteral } from './rowLiterals';
import { alike, required, shown, TYPE_WORDS, type ReadType } from './rowTypes';
import type { Comparator, SyntaxTree } from './syntax';
import { ExpressionProblem } from './tokens';

/** The types of the columns that an expression may name. */
export type KnownColumns = ReadonlyMap<string, ColumnType>;

/**
 * The expression with its types; null if it is the word `null`. Errors: {@link ExpressionProblem}.
 */
export function typedTree(syntax: SyntaxTree, table: string, columns: KnownColumns): RowExpression | null {
  const condition = (of: SyntaxTree, owner: string) => required(of, 'boolean', owner, read);
  const read: ReadType = (one) => {
    switch (one.kind) {
      case 'nothing':
        return null;
      case 'name':
        return columnNode(one, table, columns);
      case 'number':
        return numberLiteral(one);
      case 'text':
        return { kind: 'text', type: 'text', value: one.value };
      case 'boolean':
        return { kind: 'boolean', type: 'boolean', value: one.value };
      case 'operation': {
        const { operator } = one;
        const type = operator === '||' ? 'text' : 'number';
        const [left, right] = [one.left, one.right].map((part) => required(part, type, `\`${operator}\``, read));
        return { kind: 'operation', type, operator, left: left!, right: right! };
      }
      case 'comparison':
        return comparison(one.operator, one.left, one.right, read);
      case 'logic': {
        const of = [one.left, one.right].map((part) => condition(part, `\`${one.operator}\``));
        // A chain is one list: nesting has no meaning.
        const parts = of.flatMap((part) => (part.kind === one.operator ? part.of : [part]));
        return { kind: one.operator, type: 'boolean', of: parts };
      }
      case 'not':
        return negated(condition(one.of, '`not`'));
      case 'null': {
        const of = read(one.of);
        if (of === null) throw new ExpressionProblem(`\`null is null\` at character ${one.at}`, 'a column', one.at);
        return { kind: 'null', type: 'boolean', of };
      }
      case 'in': {
        const of = read(one.of);
        if (of === null || (of.type !== 'number' && of.type !== 'text')) {
          const wrong = of === null ? shown(one.of) : `${shown(one.of)} is ${TYPE_WORDS[of.type]}`;
          throw new ExpressionProblem(wrong, 'a number or text for `in`', one.of.at);
        }
        return { kind: 'in', type: 'boolean', of, values: listLiteral(one.values, of.type) };
      }
      case 'between': {
        const [of, low, high] = ordered([one.of, one.low, one.high], '`between`', read);
        return { kind: 'between', type: 'boolean', of: of!, low: low!, high: high! };
      }
      case 'like': {
        const of = required(one.of, 'text', '`like`', read);
        return { kind: 'match', type: 'boolean', how: 'like', of, text: patternLiteral(one.pattern) };
      }
      case 'case': {
        const whens = one.branches.map(({ when }) => condition(when, '`when`'));
        const values = one.branches.map(({ then }) => then);
        const all = one.otherwise === null ? values : [...values, one.otherwise];
        const typed = alike(all, '`case`', read);
        const { type } = typed[0]!;
        const branches = whens.map((when, index) => ({ when, then: typed[index]! }));
        return { kind: 'case', type, branches, otherwise: typed[whens.length] ?? { kind: 'nothing', type } };
      }
      case 'call':
        return readCall(one, read);
    }
  };
  return read(syntax);
}

function columnNode({ name, at }: Extract<SyntaxTree, { kind: 'name' }>, table: string, columns: KnownColumns) {
  const type = columns.get(name);
  if (type !== undefined) return { kind: 'column', type: ROW_TYPES[type], column: name } as const;
  const known = [...columns.keys()];
  const wrong = `there is no column "${name}" in "${table}" (character ${at})`;
  throw new ExpressionProblem(wrong, oneOf(known, 'column'), at, nearestName(name, known));
}

/** `!=`, `>` and `>=` follow from `=`, `<` and `<=`. */
function comparison(operator: Comparator, left: SyntaxTree, right: SyntaxTree, read: ReadType): RowExpression {
  const owner = `\`${operator}\``;
  const isEquality = operator === '=' || operator === '!=';
  const parts = isEquality ? valued([left, right], owner, read) : ordered([left, right], owner, read);
  const [a, b] = parts as [RowExpression, RowExpression];
  const node = (sign: '=' | '<' | '<=', one: RowExpression, other: RowExpression): RowExpression => ({
    kind: 'comparison',
    type: 'boolean',
    operator: sign,
    left: one,
    right: other,
  });
  switch (operator) {
    case '=':
    case '<':
    case '<=':
      return node(operator, a, b);
    case '!=':
      return negated(node('=', a, b));
    case '>':
      return node('<', b, a);
    case '>=':
      return node('<=', b, a);
  }
}

/** Parts of one type, without the word `null`: a comparison with it is never true. */
function valued(parts: readonly SyntaxTree[], owner: string, read: ReadType): readonly RowExpression[] {
  const nothing = parts.find(({ kind }) => kind === 'nothing');
  if (nothing === undefined) return alike(parts, owner, read);
  throw new ExpressionProblem(`${shown(nothing)} equals nothing`, '`is null` or `is not null`', nothing.at);
}

function ordered(parts: readonly SyntaxTree[], owner: string, read: ReadType): readonly RowExpression[] {
  const typed = valued(parts, owner, read);
  if (typed[0]!.type !== 'boolean') return typed;
  throw new ExpressionProblem(
    `${shown(parts[0]!)} is true or false`,
    `values with an order for ${owner}`,
    parts[0]!.at,
  );
}

function negated(of: RowExpression): RowExpression {
  return { kind: 'not', type: 'boolean', of };
}
