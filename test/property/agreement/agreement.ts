import type * as fc from 'fast-check';
import type { Registry } from '../../../src/model/registry';
import type { PolicyDraft } from '../arbitrary/policy';
import type { World } from '../arbitrary/world';
import { compareTo } from './compare';
import { Coverage, type Measure } from '../coverage/coverage';
import { openGateway, type OpenDatabase } from '../gateway';
import { rules } from '../coverage/rules';
import { search, told } from '../search';
import { ABOUT, QUERIES_PER_DATA, RUNS, say, SEED } from '../settings';

/** What else may be said of an agreement. */
interface Agreement {
  /** What the questions have to meet; each kind of metric under each rule, unless it says otherwise. */
  readonly measure?: Measure;
  readonly world?: World;
  readonly open?: OpenDatabase;
  /** Whose questions are put; those of whoever may see everything, unless it says otherwise. */
  readonly policies?: fc.Arbitrary<PolicyDraft>;
}

/** So much of what is asked is about anything; from then on it is about what was missed, if something was. */
const WIDE = 1 / 2;
/** Questions at most about what was missed so far, before it is looked at anew. */
const NARROW = 10 * QUERIES_PER_DATA;
/** So many times as many as were wanted are put at most to meet what there is to meet. */
const PATIENCE = 8;

/**
 * Puts random questions to the gateway and compares its answers with those of the evaluator: so many, and more as long as something was
 * not met. Rows are the product's unless another world is given. Says what was met. Throws what was found, and what was never met.
 */
export async function agreement(
  registry: Registry,
  queries: number,
  { measure = rules, world, open, policies }: Agreement = {},
): Promise<void> {
  say(`PROPERTY_SEED=${SEED} PROPERTY_RUNS=${RUNS}`);
  const gateway = await openGateway(registry, open);
  const coverage = new Coverage(registry, measure);
  const ask = async (drawn: Registry, seed: number, count: number): Promise<void> => {
    const finding = await search({
      registry: drawn,
      ...(world && { world }),
      ...(policies && { policies }),
      seed,
      queries: count,
      load: (data) => gateway.load(data),
      examine: async (data, query) => {
        const { expected, problems } = compareTo(await gateway.ask(query), registry, data, query);
        coverage.meet(query, expected);
        return problems;
      },
      shrink: true,
    });
    if (finding === null) return;
    const about = drawn === registry ? '' : ` PROPERTY_ABOUT=${[...drawn.metrics.keys()].join()}`;
    throw new Error(`PROPERTY_RUNS=${RUNS}${about} ${told(finding)}`);
  };
  try {
    const wide = Math.ceil(queries * WIDE);
    await ask(narrowedTo(registry, ABOUT), SEED, wide);
    // No more than are asked at first, so that a finding's seed, given back, comes to it.
    const narrow = Math.min(wide, NARROW);
    let asked = wide;
    for (let turn = 0; asked < queries || coverage.missed.length > 0; turn++) {
      if (asked >= PATIENCE * queries) throw new Error(`not met in ${asked} questions:\n${coverage.missed.join('\n')}`);
      await ask(coverage.narrowed(turn), SEED + asked, narrow);
      asked += narrow;
    }
  } finally {
    await gateway.close();
  }
  say(coverage.table);
}

function narrowedTo(registry: Registry, metrics: readonly string[] | null): Registry {
  if (metrics === null) return registry;
  return { ...registry, metrics: new Map([...registry.metrics].filter(([key]) => metrics.includes(key))) };
}
