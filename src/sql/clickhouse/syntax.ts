import type { Syntax } from '../dialect';
import type { Parameter, ValueType } from '../fragment';
import { DIALECT_SETTINGS } from './settings';
import { pieces } from './pieces';
import { typeName } from './types';

/** Parameters are named `p1`, `p2`, …, and each has a type. */
export const clickhouseSyntax: Syntax = {
  name: (text) => (isPlain(text) ? text : `\`${text.replaceAll('\\', '\\\\').replaceAll('`', '\\`')}\``),
  parameterName: (number) => `p${number}`,
  placeholder: (number, type, value) => read(`{p${number}:${sentAs(type, value)}}`, type, value),
  pieces,
  united: (placeholders, type) => `${type.endsWith('[]') ? 'arrayConcat' : 'concat'}(${placeholders.join(', ')})`,
  literal: (value, type) => {
    const text = literal(value);
    return typeof value === 'string' || sentAs(type, value) === 'Array(String)' ? read(text, type, value) : text;
  },
  literalEnd: settingsClause(),
};

/** Without these settings, the same text returns other numbers. */
function settingsClause(): string {
  const settings = Object.entries(DIALECT_SETTINGS).map(([name, value]) => `  ${name} = ${literal(value)}`);
  return `\nsettings\n${settings.join(',\n')}`;
}

/**
 * The type that a value travels as. The texts of a list are in quotes, so that it is one of texts.
 * A number as text may begin with zeros, which only a cast allows.
 */
function sentAs(type: ValueType, value: Parameter): string {
  if (type === 'instant' || (type === 'bigint' && typeof value === 'string')) return 'String';
  return type.endsWith('[]') && type !== 'int[]' ? 'Array(String)' : typeName(type, value);
}

/** What was sent, as a value of its type. */
function read(text: string, type: ValueType, value: Parameter): string {
  switch (type) {
    case 'instant':
      return `parseDateTime64BestEffort(${text}, 6, 'UTC')`;
    case 'instant[]':
      return `arrayMap(at -> parseDateTime64BestEffort(at, 6, 'UTC'), ${text})`;
    case 'text':
    case 'text[]':
    case 'int':
    case 'int[]':
    case 'boolean':
      return text;
    case 'bigint':
    case 'numeric':
    case 'uuid':
    case 'date':
      return text.startsWith('{') && !text.endsWith(':String}') ? text : `cast(${text} as ${typeName(type, value)})`;
    case 'bigint[]':
    case 'numeric[]':
    case 'uuid[]':
    case 'date[]':
    case 'boolean[]':
      return `cast(${text} as ${typeName(type, value)})`;
  }
}

function literal(value: Parameter): string {
  if (value === null) return 'null';
  if (typeof value === 'string') return `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
  return typeof value === 'object' ? `[${value.map(literal).join(', ')}]` : String(value);
}

/** Lower case, and no word that begins or continues a clause. */
function isPlain(word: string): boolean {
  return /^[a-z_][a-z0-9_]*$/.test(word) && !RESERVED.has(word);
}

const RESERVED = new Set(
  `all and anti any array as asc asof between both by case cast collate cross cube date desc describe distinct div else end
  except exists explain extract false fetch filter final for format from full global grouping group having ilike in inner
  insert intersect interval into is join lateral leading left like limit materialized mod nan not null nulls offset on or
  order outer over partition paste prewhere qualify range recursive replace right rollup rows sample select semi set
  settings substring table then ties time timestamp to top totals trailing trim true union user using values view when
  where window with`.split(/\s+/),
);
