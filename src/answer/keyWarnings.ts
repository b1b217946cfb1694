import { Deadline } from '../engine/deadline';
import { GatewayError } from '../errors';
import type { Registry } from '../model/registry';
import { tablesWithReliedKeys } from '../model/reliedKeys';
import type { Table } from '../model/table';
import { reliedKeysOf } from '../plan/reliedKeys';
import type { MetricQuery } from '../query/query';
import type { Warning } from './answer';
import type { KeyChecks, KeyState } from './keyChecks';

/**
 * Warns about each table through which a query groups or filters and whose primary key may be that
 * of two rows (docs/meaning.md#keys-that-are-not-proven). `alsoBy`: dimensions of the query that
 * its frame lacks. An answer is right without the look-up, so a failed one is no error.
 */
export async function keyWarningsOf(
  { registry, keys, deadline }: { readonly registry: Registry; readonly keys: KeyChecks; readonly deadline: Deadline },
  query: MetricQuery,
  alsoBy: readonly string[],
): Promise<readonly Warning[]> {
  const relied = [...reliedKeysOf(registry, query, alsoBy)].filter(([table]) => !tableIn(registry, table).isKeyTrusted);
  const found = await Promise.all(
    relied.map(async ([key, metrics]): Promise<Warning[]> => {
      const state = await stateOf(keys, key, deadline);
      if (state.kind === 'unique') return [];
      const message = `${whatIsWrong(tableIn(registry, key), state)} ${CONSEQUENCE}`;
      return [{ code: 'KEY_NOT_PROVEN', message, metric: metrics.length === 1 ? metrics[0]! : null }];
    }),
  );
  return found.flat();
}

/**
 * A line for each table whose key answers may rely on and that is neither trusted nor unique. It
 * begins with the source location. The keys are counted one after the other, as long as `isWanted`.
 */
export async function unprovenKeys(
  registry: Registry,
  keys: KeyChecks,
  isWanted: () => boolean = () => true,
): Promise<string[]> {
  const lines: string[] = [];
  for (const key of tablesWithReliedKeys(registry)) {
    const table = tableIn(registry, key);
    if (table.isKeyTrusted || !isWanted()) continue;
    const state = await stateOf(keys, key, new Deadline(WITHIN_MS));
    if (state.kind === 'unique') continue;
    const { file, line } = table.sourceLocation;
    lines.push(`${file}:${line}: ${whatIsWrong(table, state)} ${CONSEQUENCE} ${CURE[state.kind]}`);
  }
  return lines;
}

async function stateOf(keys: KeyChecks, table: string, deadline: Deadline): Promise<KeyState> {
  try {
    return await keys.of(table, deadline);
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error;
    return { kind: 'unknown', problem: error.message };
  }
}

/** More than any count takes, in milliseconds. */
const WITHIN_MS = 60_000;

const CONSEQUENCE = 'Rows that belong to such a row count more than once.';

const CURE: { readonly [K in Exclude<KeyState['kind'], 'unique'>]: string } = {
  double: '`metergate check --keys` shows the key.',
  unknown: 'Add a unique index, or declare `keys: trusted`.',
};

function whatIsWrong(table: Table, state: Exclude<KeyState, { kind: 'unique' }>): string {
  const key = `(${table.primaryKey.join(', ')})`;
  if (state.kind === 'double') return `Several rows of "${table.key}" have the same key ${key}.`;
  return `Several rows of "${table.key}" may have the same key ${key}: no unique index proves it unique, and counting failed. ${state.problem}`;
}

function tableIn({ tables }: Registry, key: string): Table {
  return tables.get(key)!;
}
