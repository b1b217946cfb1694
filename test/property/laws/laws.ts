import type { Answer } from '../../../src/answer/answer';
import type { MetricQuery, NumberFilter } from '../../../src/query/query';
import type { Gateway } from '../gateway';
import { openGateway, productRegistry } from '../gateway';
import { search, told } from '../search';
import { RUNS, say, SEED } from '../settings';

/**
 * A relation between answers of the gateway, whatever the right numbers are. Returns its
 * violations. Queries have no page limits.
 */
export type Law = (query: MetricQuery, ask: (query: MetricQuery) => Promise<Answer>) => Promise<readonly string[]>;

export const registry = productRegistry();
export const EVERY_ROW: NumberFilter = { kind: 'all', of: [] };
const QUERIES = Math.ceil(RUNS / 25);

/** Makes a test of each law, with random queries. */
export function laws(all: Readonly<Record<string, Law>>): void {
  let gateway: Gateway;
  beforeAll(async () => {
    say(`PROPERTY_SEED=${SEED} PROPERTY_RUNS=${RUNS}`);
    gateway = await openGateway(registry);
  });
  afterAll(() => gateway.close());

  test.each(Object.entries(all))(
    '%s',
    async (_, law) => {
      const finding = await search({
        registry,
        seed: SEED,
        queries: QUERIES,
        load: (data) => gateway.load(data),
        examine: (_, asked) => law({ ...asked, limit: null, offset: 0 }, (query) => gateway.ask(query)),
        shrink: true,
      });
      if (finding !== null) throw new Error(`PROPERTY_RUNS=${RUNS} ${told(finding)}`);
    },
    60_000 + QUERIES * 2_000,
  );
}
