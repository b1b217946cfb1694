import { BETWEEN_BOUNDS, binTexts, type Bins } from '../model/bins';
import { isWhole } from '../model/columnTypes';
import type { Column } from '../model/table';
import type { ValueTest } from '../model/valueTest';
import { comparedAs } from './columns';
import { write } from './dialect';
import { parameter, sql, type Sql } from './fragment';
import { testSql, type TestedValue } from './valueTest';

/**
 * The key of a row under a dimension of numbers (docs/meaning.md#numbers-and-bins): the number, or
 * the index of its bin, so that keys have the order of numbers.
 */
export function numberKeySql(bins: Bins | null, raw: Sql, type: Column['type']): Sql {
  if (bins === null) return isWhole(type) ? raw : write('rowScaled', numberSql(raw, type));
  const number = numberSql(raw, type);
  return bins.kind === 'edges' ? write('binByEdges', number, bins.edges) : write('binByWidth', number, bins.width);
}

/** The number of a row; null if it is no number, infinite or too long. */
function numberSql(raw: Sql, type: Column['type']): Sql {
  const compared = comparedAs(type);
  return write('rowNumber', raw, compared === 'bigint' ? 'bigint' : 'numeric');
}

/** A whole number that a column of whole numbers may have: it is compared without a conversion. */
const SHORT_WHOLE = /^-?\d{1,18}$/;

/** Whether the number of a row, and not its bin, passes a test, or fails it. */
export function numberPasses(test: ValueTest, tested: TestedValue, holds: boolean): Sql {
  const { value: raw, column } = tested;
  if (isWhole(column.type) && operandsOf(test).every((one) => SHORT_WHOLE.test(one))) {
    return testSql(test, tested, holds);
  }
  const value = numberSql(raw, column.type);
  if (test.kind !== 'in') return testSql(test, { ...tested, value, column: { ...column, type: 'numeric' } }, holds);
  if (test.values.length === 0) return holds ? sql`false` : sql`true`;
  const isOne = write('rowIsOneOf', value, test.values);
  return holds ? isOne : write('isNotTrue', isOne);
}

function operandsOf(test: ValueTest): readonly string[] {
  switch (test.kind) {
    case 'in':
      return test.values;
    case 'gt':
    case 'gte':
    case 'lt':
    case 'lte':
      return [test.value];
    case 'contains':
    case 'startsWith':
    case 'endsWith':
      throw new Error(`A number has no parts: ${test.kind} ${test.text}.`);
    case 'null':
      return [];
  }
}

/** Whether the text of a key contains a text. The texts of bins between edges are known here. */
export function numberTextContains(bins: Bins | null, key: Sql, type: Column['type'], search: string): Sql {
  if (bins?.kind === 'edges') {
    const found = binTexts(bins.edges).flatMap((text, index) => (contains(text, search) ? [String(index)] : []));
    return found.length === 0 ? sql`false` : write('isOneOf', key, parameter(found, 'bigint[]'));
  }
  return sql`position(${parameter(search.toLowerCase(), 'text')} in ${numberText(bins, key, type)}) > 0`;
}

/** Whether a key has one of some texts. */
export function numberTextIsOneOf(bins: Bins | null, key: Sql, type: Column['type'], texts: readonly string[]): Sql {
  if (bins?.kind === 'edges') {
    const found = binTexts(bins.edges).flatMap((text, index) => (texts.includes(text) ? [String(index)] : []));
    return found.length === 0 ? sql`false` : write('isOneOf', key, parameter(found, 'bigint[]'));
  }
  return write('isOneOf', numberText(bins, key, type), parameter(texts, 'text[]'));
}

function contains(text: string, search: string): boolean {
  return text.includes(search.toLowerCase());
}

function numberText(bins: Extract<Bins, { kind: 'width' }> | null, key: Sql, type: Column['type']): Sql {
  if (bins === null) return isWhole(type) ? write('cast', key, 'text') : write('rowDecimalText', key);
  const { width } = bins;
  const bound = (index: Sql) => write('rowDecimalText', write('binStart', index, width));
  const [from, to] = [bound(key), bound(sql`(${key} + 1)`)];
  return write('rowJoined', write('rowJoined', from, parameter(BETWEEN_BOUNDS, 'text')), to);
}
