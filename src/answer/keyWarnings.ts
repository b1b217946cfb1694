import { Deadline } from '../engine/deadline';
import { GatewayError } from '../errors';
import type { Registry } from '../model/registry';
import { tablesWithReliedKeys } from '../model/reliedKeys';
import type { Table } from '../model/table';
import { reliedKeysOf } from '../plan/reliedKeys';
import type { MetricQuery } from '../query/query';
import type { KeyChecks, KeyState } from './keyChecks';
import { onlyMetric, type KeyNotProven } from './warning';
import { warningText } from './warningWords';

/**
 * Warns about each table through which a query groups or filters and whose primary key may be that
 * of two rows (docs/meaning.md#keys-that-are-not-proven). `alsoBy`: dimensions of the query that
 * its frame lacks. An answer is right without the look-up, so a failed one is no error.
 */
export async function keyWarningsOf(
  { registry, keys, deadline }: { readonly registry: Registry; readonly keys: KeyChecks; readonly deadline: Deadline },
  query: MetricQuery,
  alsoBy: readonly string[],
): Promise<readonly KeyNotProven[]> {
  const relied = [...reliedKeysOf(registry, query, alsoBy)].filter(([table]) => !tableIn(registry, table).isKeyTrusted);
  const found = await Promise.all(
    relied.map(async ([key, metrics]): Promise<KeyNotProven[]> => {
      const state = await stateOf(keys, key, deadline);
      if (state.kind === 'unique') return [];
      return [keyNotProven(tableIn(registry, key), state, onlyMetric(metrics))];
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
    const message = warningText(keyNotProven(table, state, null), registry, null);
    lines.push(`${file}:${line}: ${message} ${CURE[state.kind]}`);
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

const CURE: { readonly [K in Exclude<KeyState['kind'], 'unique'>]: string } = {
  double: '`metergate check --keys` shows the key.',
  unknown: 'Add a unique index, or declare `keys: trusted`.',
};

function keyNotProven(
  { key, primaryKey }: Table,
  state: Exclude<KeyState, { kind: 'unique' }>,
  metric: string | null,
): KeyNotProven {
  const problem = state.kind === 'double' ? null : state.problem;
  return { kind: 'keyNotProven', code: 'KEY_NOT_PROVEN', metric, table: key, primaryKey, problem };
}

function tableIn({ tables }: Registry, key: string): Table {
  return tables.get(key)!;
}
