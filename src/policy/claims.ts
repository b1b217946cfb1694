import { gatewayError, type GatewayError } from '../errors';
import { matchKind } from '../model/byKind';
import { UUID } from '../model/uuid';
import { forTests } from '../model/valueTest';
import { DECIMAL } from '../model/factor';
import { rowDecimal } from '../model/rowDecimal';
import type { Registry } from '../model/registry';
import type { ColumnType } from '../model/table';
import type { Role, RowFilter, RowColumn, RowRule, RowTest } from '../model/role';
import type { Viewer } from './viewer';
import { namedClaim } from './claimPath';

/**
 * The row filter of a role, with the caller's values in place of the names of claims. A missing
 * claim, or a value that the column cannot equal, is an error; it never removes a condition. An
 * empty list matches no row. Errors: FORBIDDEN.
 */
export function withClaims(registry: Registry, role: Role, claims: Viewer['claims']): RowFilter {
  const filled = (rule: RowRule): RowFilter => {
    return matchKind<RowRule, RowFilter, []>(rule, {
      all: ({ of }) => ({ kind: 'all', of: of.map(filled) }),
      any: ({ of }) => ({ kind: 'any', of: of.map(filled) }),
      not: ({ of }) => ({ kind: 'not', of: filled(of) }),
      claim: (one) => ({ kind: 'in', at: one.at, values: valuesOf(registry, role, one, claims) }),
      ...forTests((test: RowTest) => test),
    });
  };
  return filled(role.rows);
}

function valuesOf(
  registry: Registry,
  role: Role,
  { at, claim }: { readonly at: RowColumn; readonly claim: string },
  claims: Viewer['claims'],
): string[] {
  const claimed = namedClaim(claims, claim);
  if (claimed === undefined || claimed === null) throw refused(role, claim, 'is missing');
  const { type } = registry.tables.get(at.table)!.columns.get(at.column)!;
  const all: readonly unknown[] = Array.isArray(claimed) ? claimed : [claimed];
  const values = all.map((one) => {
    const value = at.form?.type === 'number' ? numberIn(one) : valueIn(one, type);
    if (value === null) throw refused(role, claim, `contains a value that "${at.table}.${at.column}" cannot equal`);
    return value;
  });
  // Sorted, so that a claim in another order is the same query.
  return [...new Set(values)].sort();
}

function refused({ key }: Role, claim: string, wrong: string): GatewayError {
  const problem = `The role "${key}" needs the claim ${JSON.stringify(claim)}, which ${wrong}.`;
  return gatewayError('FORBIDDEN', {
    problem,
    hint: 'Your token or API key must contain this claim, as a value or a list of values.',
  });
}

const BOUNDS = {
  bigint: { least: -(2n ** 63n), most: 2n ** 63n - 1n },
  integer: { least: -(2n ** 31n), most: 2n ** 31n - 1n },
} as const;

/**
 * The value of a claim as text for comparison with the column; null if it does not fit the type.
 */
function valueIn(claimed: unknown, type: ColumnType): string | null {
  const text = textOf(claimed);
  if (text === null) return null;
  switch (type) {
    case 'text':
    case 'enum':
      return text;
    case 'bigint':
    case 'integer': {
      if (!/^-?\d{1,19}$/.test(text)) return null;
      const [integer, { least, most }] = [BigInt(text), BOUNDS[type]];
      return integer >= least && integer <= most ? String(integer) : null;
    }
    case 'numeric':
      return DECIMAL.test(text) ? text : null;
    case 'uuid':
      return UUID.test(text) ? text.toLowerCase() : null;
    case 'boolean':
      return text === 'true' || text === 'false' ? text : null;
    case 'date':
    case 'timestamptz':
    case 'timestamp':
      return null;
  }
}

/** The number of a claim, for a dimension of numbers. */
function numberIn(claimed: unknown): string | null {
  return typeof claimed === 'boolean' ? null : rowDecimal(textOf(claimed) ?? '');
}

/**
 * The value as text that a database can store; null if there is none, and for a whole number
 * outside ±(2⁵³ − 1), which floating point may have changed.
 */
function textOf(claimed: unknown): string | null {
  if (typeof claimed === 'boolean') return String(claimed);
  if (typeof claimed === 'number')
    return Number.isSafeInteger(claimed) || !Number.isInteger(claimed) ? String(claimed) : null;
  return typeof claimed === 'string' && claimed.isWellFormed() && !claimed.includes('\0') ? claimed : null;
}
