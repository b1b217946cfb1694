import { answerExplanation, prepareExplanation } from '../../../src/answer/explain/answerExplain';
import type { ChangePart, Explanation } from '../../../src/answer/explain/explanation';
import { forItself } from '../../../src/engine/asker';
import { GatewayError } from '../../../src/errors';
import { addsUpBy, explainedAs } from '../../../src/model/explainable';
import type { Registry } from '../../../src/model/registry';
import { NO_INDEXES } from '../../../src/plan/indexes';
import type { PolicyDraft } from '../arbitrary/policy';
import { add, parse, sum, write } from '../evaluator/exact';
import type * as fc from 'fast-check';
import { framed, type FlatQuery } from '../flatQuery';
import { openGateway, type OpenEngine } from '../gateway';
import { search, told } from '../search';
import { SEED } from '../settings';
import { evaluateExplain, type ExplainAsked } from './evaluateExplain';

/** Random explanations, gateway against evaluator: docs/meaning.md#explained-change. */

const NOTHING = { kind: 'all', of: [] } as const;

/** An explanation of the same metric, time and filter as a query, by its groups. */
function askedBy(registry: Registry, query: FlatQuery): ExplainAsked | null {
  const metric = query.metrics[0]!;
  const own = registry.metrics.get(metric)!;
  const wanted = query.fill ? query.groupBy : own.dimensions;
  const groupBy = wanted.filter((dimension) => addsUpBy(registry, own, dimension));
  if (groupBy.length === 0) return null;
  const page = { orderBy: [], limit: null, offset: 0, totals: true, rowCount: false, shares: true, overall: false };
  return {
    metric,
    top: 1 + ((query.offset + (query.limit ?? 3)) % 6),
    query: {
      ...query,
      ...page,
      metrics: [metric],
      groupBy,
      grain: null,
      having: NOTHING,
      top: null,
      fill: true,
      compare: query.compare ?? { kind: 'previousPeriod' },
    },
  };
}

export interface Compared {
  readonly policies?: fc.Arbitrary<PolicyDraft>;
  readonly openEngine?: OpenEngine;
  readonly seed?: number;
}

/** Explains random changes of a registry's metrics. Fails at the first difference. */
export async function compareAll(
  whole: Registry,
  runs: number,
  { policies, openEngine, seed = SEED }: Compared = {},
): Promise<void> {
  const registry = {
    ...whole,
    metrics: new Map([...whole.metrics].filter(([, metric]) => explainedAs(whole, metric) !== null)),
  };
  const gateway = await openGateway(whole, undefined, openEngine);
  let [compared, withParts] = [0, 0];
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
        const context = {
          registry: whole,
          engine: gateway.engine,
          indexes: NO_INDEXES,
          estimates: new Map(),
          provenKeys: new Set<string>(),
        };
        const { metric, top } = asked;
        const shape = explainedAs(whole, whole.metrics.get(metric)!)!;
        const explain = { metric, explainedAs: shape, top, query: framed(asked.query) };
        const answered = await explained(() =>
          answerExplanation(context, prepareExplanation(context, explain), forItself(30_000)),
        );
        if (answered === null) return [];
        const { explanation: got } = answered;
        const expected = evaluateExplain(whole, data, asked);
        compared++;
        if (got.dimensions.some(({ parts }) => parts.length > 1 || parts[0]?.others)) withParts++;
        const broken = brokenLaws(got);
        if (broken.length > 0) return broken;
        const plain = (one: unknown) => JSON.stringify(one, sortedKeys);
        return plain(got) === plain(expected)
          ? []
          : [`${JSON.stringify({ metric, top })}\n${plain(got)}\n${plain(expected)}`];
      },
    });
    if (finding !== null) throw new Error(told(finding));
  } finally {
    await gateway.close();
  }
  expect(compared).toBeGreaterThan(runs / 8);
  expect(withParts).toBeGreaterThan(0);
}

/** Null for a range that has too many native buckets. */
async function explained<Answer>(ask: () => Promise<Answer>): Promise<Answer | null> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof GatewayError && error.code === 'RANGE_TOO_LARGE') return null;
    throw error;
  }
}

/** All parts of a dimension add up to the difference, and both effects to the contribution. */
function brokenLaws({ overall, dimensions }: Explanation): string[] {
  return dimensions.flatMap(({ dimension, parts }) => {
    const total = write(sum(parts.map(({ contribution }) => parse(contribution))));
    const isWhole = parts.length === 0 || total === write(parse(overall.difference!));
    const isDivided = ({ contribution, rateEffect, mixEffect }: ChangePart) =>
      mixEffect === null || write(add(parse(rateEffect!), parse(mixEffect))) === contribution;
    return [
      ...(isWhole ? [] : [`the parts of ${dimension} add up to ${total}`]),
      ...(parts.every(isDivided) ? [] : [`the effects of ${dimension} do not add up`]),
    ];
  });
}

function sortedKeys(_: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
