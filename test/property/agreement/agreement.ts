import type * as fc from 'fast-check';
import type { Registry } from '../../../src/model/registry';
import type { PolicyDraft } from '../arbitrary/policy';
import type { World } from '../arbitrary/world';
import { noDataAfter } from '../evaluator/noDataAfter';
import { compareTo, differentEnds } from './compare';
import { Coverage, type Measure } from '../coverage/coverage';
import { openGateway, type OpenDatabase, type OpenEngine } from '../gateway';
import { rules } from '../coverage/rules';
import { search, told } from '../search';
import { ABOUT, QUERIES_PER_DATA, RUNS, say, SEED, THOROUGH } from '../settings';

/** Options of an agreement test. */
interface Agreement {
  /** Cases that the queries must meet; if left out, each kind of metric under each rule. */
  readonly measure?: Measure;
  readonly world?: World;
  readonly open?: OpenDatabase;
  /** The engine that answers; if left out, PostgreSQL. */
  readonly engine?: OpenEngine;
  /** Policies of the callers; if left out, callers may see everything. */
  readonly policies?: fc.Arbitrary<PolicyDraft>;
  /** If left out, those of the settings. */
  readonly seed?: number;
  readonly runs?: number;
}

/**
 * This part of the queries is about anything. The rest is about cases that were missed, if there
 * are any.
 */
const WIDE = 1 / 2;
/** Most queries about missed cases before the missed cases are computed again. */
const NARROW = 10 * QUERIES_PER_DATA;
/** A run fails if it has not met a case after so many queries. */
const MOST_QUERIES = 8 * THOROUGH;

/** So many queries meet data that end early. */
const MANY = 150;

/**
 * Runs random queries and compares the gateway's answers with the evaluator's. Runs more queries
 * than wanted while a case is missed. Rows are the product's unless there is another world. Prints
 * how often each case was met. Errors: a difference was found, or a case was never met.
 */
export async function agreement(
  registry: Registry,
  queries: number,
  { measure = rules, world, open, engine, policies, seed: first = SEED, runs = RUNS }: Agreement = {},
): Promise<void> {
  say(`PROPERTY_SEED=${first} PROPERTY_RUNS=${runs}`);
  const gateway = await openGateway(registry, open, engine);
  const coverage = new Coverage(registry, measure);
  const met = { early: 0, late: 0 };
  const ask = async (drawn: Registry, seed: number, count: number): Promise<void> => {
    const finding = await search({
      registry: drawn,
      ...(world && { world }),
      ...(policies && { policies }),
      seed,
      queries: count,
      load: (data) => gateway.load(data),
      examine: async (data, query) => {
        const answer = await gateway.ask(query);
        const { expected, problems } = compareTo(answer, registry, data, query);
        coverage.meet(query, expected);
        const early = noDataAfter(registry, data, query);
        met[early.length > 0 ? 'early' : 'late'] += 1;
        return [...problems, ...differentEnds(await gateway.warnedAfter(query, answer), early)];
      },
      shrink: true,
    });
    if (finding === null) return;
    const about = drawn === registry ? '' : ` PROPERTY_ABOUT=${[...drawn.metrics.keys()].join()}`;
    throw new Error(`PROPERTY_RUNS=${runs}${about} ${told(finding)}`);
  };
  try {
    const wide = Math.ceil(queries * WIDE);
    await ask(narrowedTo(registry, ABOUT), first, wide);
    // Never more than the first round, so that the printed seed of a finding reaches it again.
    const narrow = Math.min(wide, NARROW);
    let asked = wide;
    for (let turn = 0; asked < queries || coverage.missed.length > 0; turn++) {
      if (asked >= MOST_QUERIES) throw new Error(`not met in ${asked} questions:\n${coverage.missed.join('\n')}`);
      await ask(coverage.narrowed(turn), first + asked, narrow);
      asked += narrow;
    }
  } finally {
    await gateway.close();
  }
  say(coverage.table);
  say(`data end early: ${met.early} of ${met.early + met.late} queries`);
  if (met.late > MANY && met.early === 0) throw new Error('the data of no query end early');
}

function narrowedTo(registry: Registry, metrics: readonly string[] | null): Registry {
  if (metrics === null) return registry;
  return { ...registry, metrics: new Map([...registry.metrics].filter(([key]) => metrics.includes(key))) };
}
