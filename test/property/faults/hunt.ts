import type * as fc from 'fast-check';
import type { Registry } from '../../../src/model/registry';
import type { FlatQuery } from '../flatQuery';
import type { PolicyDraft } from '../arbitrary/policy';
import type { World } from '../arbitrary/world';
import { differences } from '../agreement/compare';
import type { Data } from '../evaluator/data';
import { evaluate } from '../evaluator/evaluate';
import type { Evaluated } from '../evaluator/evaluated';
import { Question, type Fault } from './fault';
import { openGateway, type OpenDatabase } from '../gateway';
import { search } from '../search';
import { say, SEED } from '../settings';

/** The progress of the search for one fault. */
interface Hunt {
  readonly fault: Fault;
  /** Number of queries until the fault was found. */
  of: number;
  /** Number of these queries that the fault changed. */
  asked: number;
  /** Whether it was found, or the problem that ended the search. */
  end: { readonly found: true } | { readonly found: false; readonly told: string } | null;
}

/** Where faults are searched, other than in the product with callers who may see everything. */
interface Place {
  readonly world?: World;
  readonly open?: OpenDatabase;
  readonly policies?: fc.Arbitrary<PolicyDraft>;
}

/** A query and its right answer. */
interface Asked {
  readonly question: Question;
  expected: Evaluated | null;
}

/** This many queries are about anything. */
const WIDE = 600;
/** At most this many more are about the faults that are still open. */
const NARROW = 20_000;

/**
 * Plants faults into a gateway and compares its answers with the evaluator. The gateway without the
 * fault must agree on the same query. Each query tries all open faults, so that data and right
 * numbers are computed once. Prints the number of queries for each fault. Returns a problem, or
 * null, by the name of each fault.
 */
export async function hunted(
  registry: Registry,
  faults: readonly Fault[],
  { world, open: openDatabase, policies }: Place = {},
): Promise<ReadonlyMap<string, string | null>> {
  say(`PROPERTY_SEED=${SEED}`);
  const hunts = faults.map((fault): Hunt => ({ fault, of: 0, asked: 0, end: null }));
  const open = () => hunts.filter(({ end }) => end === null);
  const gateway = await openGateway(registry, openDatabase);
  let loaded: Data | null = null;
  const ask = (about: Registry, queries: number, nearOf: (fault: Fault, query: FlatQuery) => FlatQuery) =>
    search({
      registry: about,
      ...(world && { world }),
      ...(policies && { policies }),
      seed: SEED,
      queries,
      load: (data) => gateway.load((loaded = data)),
      examine: async (data, drawn) => {
        if (loaded !== data) throw new Error('other data are loaded');
        const questions = new Map<string, Asked>();
        for (const hunt of open()) {
          hunt.of += 1;
          const query = nearOf(hunt.fault, drawn);
          const key = JSON.stringify(query);
          const asked = questions.get(key) ?? {
            question: new Question(registry, gateway.engine, query),
            expected: null,
          };
          questions.set(key, asked);
          const wrong = await hunt.fault.ask(asked.question).catch((error: Error) => error);
          if (wrong === null) continue;
          hunt.asked += 1;
          const expected = (asked.expected ??= evaluate(registry, data, query));
          if (wrong instanceof Error) {
            // A broken statement is not found by comparison.
            hunt.end = { found: false, told: `${wrong.message}\n${key}` };
          } else if (differences(wrong, expected, query).length > 0) {
            const right = differences(await gateway.ask(query), expected, query);
            hunt.end = right.length === 0 ? { found: true } : { found: false, told: right.join('\n') };
          }
        }
        return open().length === 0 ? ['all are found'] : [];
      },
      shrink: false,
    });
  try {
    await ask(registry, WIDE, (_, query) => query);
    if (open().length > 0) await ask(about(registry, open()), NARROW, (fault, query) => fault.near?.(query) ?? query);
  } finally {
    await gateway.close();
  }
  return new Map(hunts.map((hunt) => [hunt.fault.name, saidOf(hunt)]));
}

/** A registry with only the metrics that these faults change, so that queries meet them often. */
function about(registry: Registry, hunts: readonly Hunt[]): Registry {
  const keys = hunts.map(({ fault }) => fault.about(registry));
  if (keys.includes(null)) return registry;
  const wanted = new Set(keys.flatMap((some) => some!));
  return { ...registry, metrics: new Map([...registry.metrics].filter(([key]) => wanted.has(key))) };
}

function saidOf({ fault, asked, of, end }: Hunt): string | null {
  if (end === null) return `not found in ${asked} questions that it was applied to`;
  if (!end.found) return end.told;
  say(`${String(asked).padStart(5)} of ${String(of).padStart(5)}  ${fault.name}`);
  return null;
}
