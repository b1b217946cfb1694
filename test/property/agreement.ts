import type { Registry } from '../../src/registry/registry';
import type { World } from './arbitrary/world';
import { compareTo } from './compare';
import { Coverage } from './coverage';
import { openGateway, type OpenDatabase } from './gateway';
import { search, told } from './search';
import { RUNS, say, SEED } from './settings';

/**
 * Puts random questions to the gateway and compares its answers with those of the evaluator: at first so many, then more, up
 * to `most`, while some combination that the registry allows was not met. Rows are the product's unless another world is given.
 * Throws what was found; says what was met.
 */
export async function agreement(
  registry: Registry,
  queries: number,
  most: number,
  { world, open }: { readonly world?: World; readonly open?: OpenDatabase } = {},
): Promise<Coverage> {
  say(`PROPERTY_SEED=${SEED} PROPERTY_RUNS=${RUNS}`);
  const gateway = await openGateway(registry, open);
  const coverage = new Coverage(registry);
  try {
    for (let asked = 0; asked === 0 || (coverage.missed.length > 0 && asked < most); asked += queries) {
      const finding = await search({
        registry,
        ...(world && { world }),
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
