import type * as fc from 'fast-check';
import type { MetricQuery } from '../../../src/query/query';
import type { Registry } from '../../../src/model/registry';
import type { PolicyDraft } from '../arbitrary/policy';
import { differences } from '../agreement/compare';
import type { Data } from '../evaluator/data';
import { evaluate } from '../evaluator/evaluate';
import type { Evaluated } from '../evaluator/evaluated';
import { Question, type Fault } from './fault';
import { openGateway } from '../gateway';
import { search } from '../search';
import { say, SEED } from '../settings';

/** What became of a fault. */
interface Hunt {
  readonly fault: Fault;
  /** Questions until it was found, */
  of: number;
  /** and those that it was applied to. */
  asked: number;
  /** Whether it was found, and what else went wrong with it. */
  end: { readonly found: true } | { readonly found: false; readonly told: string } | null;
}

/** A question and what is right about it. */
interface Asked {
  readonly question: Question;
  expected: Evaluated | null;
}

/** So many questions are about anything, */
const WIDE = 600;
/** and so many more at most about what the faults are about that are not found by then. */
const NARROW = 20_000;

/**
 * Plants faults into a gateway and has them found by what the evaluator says; that the gateway without the fault agrees on the very same
 * question is checked with it. All that are not found yet are planted into each question, so that data and the right numbers are made once.
 * Says how many questions each took; a problem by the name of each that was not found.
 */
export async function hunted(
  registry: Registry,
  faults: readonly Fault[],
  policies?: fc.Arbitrary<PolicyDraft>,
): Promise<ReadonlyMap<string, string | null>> {
  say(`PROPERTY_SEED=${SEED}`);
  const hunts = faults.map((fault): Hunt => ({ fault, of: 0, asked: 0, end: null }));
  const open = () => hunts.filter(({ end }) => end === null);
  const gateway = await openGateway(registry);
  let loaded: Data | null = null;
  const ask = (about: Registry, queries: number, nearOf: (fault: Fault, query: MetricQuery) => MetricQuery) =>
    search({
      registry: about,
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
            // What breaks the statement is not found by comparing.
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

/** A registry in which nothing can be asked but what these faults are about, so that they are met often. */
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
