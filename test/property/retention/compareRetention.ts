import { answerRetention, prepareRetention } from '../../../src/answer/retention/answerRetention';
import type { Cohort } from '../../../src/answer/retention/cohort';
import { forItself } from '../../../src/engine/asker';
import { GatewayError } from '../../../src/errors';
import { entityOf } from '../../../src/model/audience';
import type { Registry } from '../../../src/model/registry';
import { isFiner } from '../../../src/time/grain';
import { NO_INDEXES } from '../../../src/plan/indexes';
import type { PolicyDraft } from '../arbitrary/policy';
import type * as fc from 'fast-check';
import { framed, type FlatQuery } from '../flatQuery';
import { openGateway, type OpenEngine } from '../gateway';
import { search, told } from '../search';
import { SEED } from '../settings';
import { evaluateRetention, type RetentionAsked } from './evaluateRetention';

/** Random retention tables, gateway against evaluator: docs/meaning.md#retention. */

/** A retention question of the same metrics, time, groups and filter as a query. */
function askedBy(registry: Registry, query: FlatQuery): RetentionAsked | null {
  const [cohort = '', returning = cohort] = query.metrics;
  const entities = [cohort, returning].map((key) => entityOf(registry, registry.metrics.get(key)!));
  if (entities[0] !== entities[1] || query.grain === null) return null;
  if ([cohort, returning].some((key) => isFiner(query.grain!, registry.metrics.get(key)!.grain))) return null;
  return {
    cohort,
    returning,
    periods: (query.offset + (query.limit ?? 3)) % 15,
    mode: query.fill ? 'on' : 'onOrAfter',
    query,
  };
}

export interface Compared {
  readonly policies?: fc.Arbitrary<PolicyDraft>;
  readonly openEngine?: OpenEngine;
  readonly seed?: number;
}

/** Asks random questions of the audiences of a registry. Fails at the first difference. */
export async function compareAll(
  whole: Registry,
  runs: number,
  { policies, openEngine, seed = SEED }: Compared = {},
): Promise<void> {
  const registry = {
    ...whole,
    metrics: new Map([...whole.metrics].filter(([, metric]) => entityOf(whole, metric) !== null)),
  };
  const gateway = await openGateway(whole, undefined, openEngine);
  let compared = 0;
  try {
    const finding = await search({
      registry,
      seed,
      queries: runs,
      ...(policies && { policies }),
      load: (data) => gateway.load(data),
      shrink: true,
      examine: async (data, query) => {
        const asked = askedBy(whole, query);
        if (asked === null) return [];
        const { cohort, returning, periods, mode } = asked;
        const { frame } = framed(query);
        const context = {
          registry: whole,
          engine: gateway.engine,
          indexes: NO_INDEXES,
          estimates: new Map(),
          provenKeys: new Set<string>(),
        };
        const prepared = prepareRetention(context, {
          cohort,
          returning,
          periods,
          mode,
          frame: { ...frame, grain: query.grain! },
        });
        const expected = evaluateRetention(whole, data, asked);
        compared++;
        const isTooLarge = expected.cohorts.length * (periods + 1) > whole.limits.maxRows;
        const answered = await answerRetention(context, prepared, forItself(30_000)).catch((error: unknown) => {
          if (isTooLarge && error instanceof GatewayError && error.code === 'RESULT_TOO_LARGE') return null;
          throw error;
        });
        if (answered === null) return [];
        if (isTooLarge) return ['more numbers than an answer may have'];
        const { table: got } = answered;
        const plain = (one: unknown) => JSON.stringify(one);
        if (cohort === returning && mode === 'on') {
          const rates = got.cohorts.flatMap(({ periods: [first] }) => first!.rate ?? []);
          if (rates.some((rate) => rate !== 1)) return ['period 0 of the same metric is not everybody'];
        }
        const grows = ({ periods: all }: Cohort) =>
          all.some(({ retained }, n) => n > 0 && (retained ?? 0) > (all[n - 1]!.retained ?? Infinity));
        if (mode === 'onOrAfter' && got.cohorts.some(grows)) return ['a cohort grows'];
        return plain(got) === plain(expected)
          ? []
          : [`${JSON.stringify({ cohort, returning, periods, mode })}\n${plain(got)}\n${plain(expected)}`];
      },
    });
    if (finding !== null) throw new Error(told(finding));
  } finally {
    await gateway.close();
  }
  expect(compared).toBeGreaterThan(runs / 4);
}
