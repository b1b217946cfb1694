import type * as fc from 'fast-check';
import { answerAll } from '../flatQuery';
import type { Answer } from '../../../src/answer/answer';
import type { PreparedAnswer } from '../../../src/answer/prepare';
import { SettledNumbers } from '../../../src/answer/settled/settledNumbers';
import { forItself } from '../../../src/engine/asker';
import { NO_INDEXES } from '../../../src/plan/indexes';
import type { Registry } from '../../../src/model/registry';
import type { Settles } from '../../../src/model/table';
import type { PolicyDraft } from '../arbitrary/policy';
import type { Data, Row } from '../evaluator/data';
import type { Gateway } from '../gateway';
import { search, told } from '../search';
import { say } from '../settings';

const HOUR = 3_600_000;
const SETTLES: Settles = { after: 1, unit: 'hour', columns: null };

/** Days between asOf and the clock: in the past, asOf may be tomorrow. */
const AGES = [400, 60, 3, 0, -1, -20];

export interface SettledSearch {
  /** A registry of `promising`, and a gateway for it. */
  readonly registry: Registry;
  readonly gateway: Gateway;
  readonly policies?: fc.Arbitrary<PolicyDraft> | undefined;
  readonly seed: number;
  /** Number of queries. */
  readonly queries: number;
}

/**
 * Kept numbers of old buckets change no answer. Each question is asked about rows that lack some of
 * the newer ones; then the others are added, and it is asked again with and without kept numbers.
 * Errors: a difference was found, or hardly any answer had kept numbers.
 */
export async function settledAgree({ registry, gateway, policies, seed, queries }: SettledSearch): Promise<void> {
  const server = {
    registry,
    engine: gateway.engine,
    indexes: NO_INDEXES,
    estimates: new Map<string, number>(),
    provenKeys: new Set<string>(),
  };
  const { timeoutMs } = registry.limits;
  let taken = 0;
  let answers = 0;
  const finding = await search({
    registry,
    ...(policies && { policies }),
    seed,
    queries,
    load: () => Promise.resolve(),
    examine: async (data, query) => {
      const now = query.asOf + AGES[JSON.stringify(query).length % AGES.length]! * 24 * HOUR;
      let turn = 0;
      // Spread over all kept samples, the same ones in every run.
      const random = () => (turn++ * 0.618) % 1;
      const settled = new SettledNumbers(server, { now: () => now, fromQuestion: 1, random });
      const ask = async (kept: SettledNumbers | null) =>
        known((await answerAll(server, [query], forItself(timeoutMs), { settled: kept }))[0]!);
      await gateway.load(withoutNewer(registry, data, now - HOUR));
      const before = await ask(null);
      const problems = (await ask(settled)) === before ? [] : ['the first answer differs'];
      await settled.idle();
      if ((await ask(settled)) !== before) problems.push('the second answer differs');
      await gateway.load(data);
      const [plain, kept] = [await ask(null), await ask(settled)];
      if (kept !== plain) problems.push(`with newer rows: kept ${kept}, plain ${plain}`);
      await settled.idle();
      let differences = 0;
      for (let audits = 0; audits < 4; audits++) differences += await settled.audit();
      if (differences > 0) problems.push('the audit found a difference');
      if (settled.load.isAside) problems.push('a statement with kept numbers failed');
      answers += 1;
      if (settled.load.hits > 0) taken += 1;
      return problems;
    },
    shrink: true,
  });
  if (finding !== null) throw new Error(told(finding));
  say(`${taken} of ${answers} answers had kept numbers`);
  if (taken <= queries / 10) throw new Error(`only ${taken} of ${answers} answers had kept numbers`);
}

/** Every table with a time promises that old rows do not change. */
export function promising(one: Registry): Registry {
  const tables = [...one.tables].map(
    ([key, table]) => [key, table.time === null ? table : { ...table, settles: SETTLES }] as const,
  );
  return { ...one, tables: new Map(tables) };
}

/**
 * The rows without those that are dated from a moment on. Parents stay: what an old row finds in a
 * parent does not change either.
 */
function withoutNewer({ tables }: Registry, data: Data, moment: number): Data {
  const parents = new Set([...tables.values()].flatMap((table) => [...table.parents.keys()]));
  const isOld = (key: string, row: Row): boolean => {
    const { time } = tables.get(key)!;
    const at = time === null ? null : row[time];
    return at === null || at === undefined || Number(at) < moment;
  };
  return Object.fromEntries(
    Object.entries(data).map(([key, rows]) => [key, parents.has(key) ? rows : rows.filter((row) => isOld(key, row))]),
  );
}

/** The answer without the time it took. */
function known(answered: PreparedAnswer | Error): string {
  if (answered instanceof Error) return answered.message;
  const { meta, ...answer }: Answer = answered.answer;
  return JSON.stringify({ ...answer, meta: { ...meta, elapsedMs: 0 } });
}
