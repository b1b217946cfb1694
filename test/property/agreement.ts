import type { Registry } from '../../src/registry/registry';
import { compareTo } from './compare';
import { Coverage } from './coverage';
import { openGateway } from './gateway';
import { search, told, type Search } from './search';
import { RUNS, say, SEED } from './settings';

/**
 * Puts random questions to the gateway and compares its answers with those of the evaluator: at first so many, then more, up
 * to `most`, while something that should be met was not. The product's rows are `arranged` in the registry's tables. Throws what was
 * found; says what was met.
 */
export async function agreement(
  registry: Registry,
  queries: number,
  most: number,
  missed: (coverage: Coverage) => readonly string[],
  arranged: Search['arranged'] = (data) => data,
): Promise<Coverage> {
  say(`PROPERTY_SEED=${SEED} PROPERTY_RUNS=${RUNS}`);
  const gateway = await openGateway(registry);
  const coverage = new Coverage(registry);
  try {
    for (let asked = 0; asked === 0 || (missed(coverage).length > 0 && asked < most); asked += queries) {
      const finding = await search({
        registry,
        arranged,
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
