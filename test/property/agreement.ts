import type * as fc from 'fast-check';
import type { Registry } from '../../src/registry/registry';
import type { PolicyDraft } from './arbitrary/policy';
import type { World } from './arbitrary/world';
import { compareTo } from './compare';
import { Coverage } from './coverage';
import { openGateway, type OpenDatabase } from './gateway';
import { search, told } from './search';
import { RUNS, say, SEED } from './settings';

/** What else may be said of an agreement. */
interface Agreement {
  /** What more questions are asked for; all that was not met, unless it says otherwise. */
  readonly missed?: (coverage: Coverage) => readonly string[];
  readonly world?: World;
  readonly open?: OpenDatabase;
  /** Whose questions are put; those of whoever may see everything, unless it says otherwise. */
  readonly policies?: fc.Arbitrary<PolicyDraft>;
}

const allMissed = ({ missed }: Coverage): readonly string[] => missed;

/**
 * Puts random questions to the gateway and compares its answers with those of the evaluator: at first so many, then more, up
 * to `most`, while something that should be met was `missed`. Rows are the product's unless another world is given. Throws what was
 * found; says what was met.
 */
export async function agreement(
  registry: Registry,
  queries: number,
  most: number,
  { missed = allMissed, world, open, policies }: Agreement = {},
): Promise<Coverage> {
  say(`PROPERTY_SEED=${SEED} PROPERTY_RUNS=${RUNS}`);
  const gateway = await openGateway(registry, open);
  const coverage = new Coverage(registry);
  try {
    for (let asked = 0; asked === 0 || (missed(coverage).length > 0 && asked < most); asked += queries) {
      const finding = await search({
        registry,
        ...(world && { world }),
        ...(policies && { policies }),
        seed: SEED + asked,
        queries,
        load: (data) => gateway.load(data),
        examine: async (data, query) => {
          const { expected, problems } = compareTo(await gateway.ask(query), registry, data, query);
          coverage.meet(query, expected);
          return problems;
        },
        shrink: true,
      });
      if (finding !== null) throw new Error(`PROPERTY_RUNS=${RUNS} ${told(finding)}`);
    }
  } finally {
    await gateway.close();
  }
  say(coverage.table);
  return coverage;
}
