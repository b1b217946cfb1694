import type * as fc from 'fast-check';
import { answerFunnel, prepareFunnel } from '../../../src/answer/funnel/answerFunnel';
import { forItself } from '../../../src/engine/asker';
import { GatewayError } from '../../../src/errors';
import { entityOf } from '../../../src/model/audience';
import type { Registry } from '../../../src/model/registry';
import { NO_INDEXES } from '../../../src/plan/indexes';
import type { Duration } from '../../../src/query/duration';
import { isFiner } from '../../../src/time/grain';
import type { PolicyDraft } from '../arbitrary/policy';
import { framed, type FlatQuery } from '../flatQuery';
import { openGateway, type OpenEngine } from '../gateway';
import { search, told } from '../search';
import { SEED } from '../settings';
import { evaluateFunnel } from './evaluateFunnel';

/** Random funnels, gateway against evaluator: docs/meaning.md#funnel. */

interface Asked {
  readonly steps: readonly string[];
  readonly within: Duration;
}

const HOUR_MS = 3_600_000;
const WITHIN: readonly (Duration & { readonly ms: number })[] = [
  { count: 1, unit: 'minute', ms: HOUR_MS / 60 },
  { count: 1, unit: 'hour', ms: HOUR_MS },
  { count: 1, unit: 'day', ms: 24 * HOUR_MS },
  { count: 3, unit: 'day', ms: 72 * HOUR_MS },
  { count: 2, unit: 'week', ms: 14 * 24 * HOUR_MS },
  { count: 9, unit: 'week', ms: 63 * 24 * HOUR_MS },
  { count: 400, unit: 'day', ms: 400 * 24 * HOUR_MS },
  { count: 399, unit: 'day', ms: 399 * 24 * HOUR_MS },
];
const MOST = 5;

/** A funnel of the same metrics, time, groups and filter as a query. Its other arguments decide. */
function askedBy(registry: Registry, query: FlatQuery): (Asked & { readonly withinMs: number }) | null {
  const [first = ''] = query.metrics;
  const entity = entityOf(registry, registry.metrics.get(first)!);
  const isFit = (key: string) => {
    const metric = registry.metrics.get(key)!;
    if (query.grain !== null && isFiner(query.grain, metric.grain)) return false;
    return entityOf(registry, metric) === entity;
  };
  const fit = query.metrics.filter(isFit).slice(0, MOST);
  if (fit[0] !== first) return null;
  const steps = fit.length === 1 || query.totals ? [...fit, first].slice(0, MOST) : fit;
  const { ms, ...within } = WITHIN[(query.offset + (query.limit ?? 3)) % WITHIN.length]!;
  return { steps: query.fill ? steps : [...steps].reverse(), within, withinMs: ms };
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
  const compared = { all: 0, converted: 0 };
  try {
    const finding = await search({
      registry,
      seed,
      queries: runs,
      ...(policies && { policies }),
      load: (data) => gateway.load(data),
      shrink: true,
      examine: async (data, drawn) => {
        const asked = askedBy(whole, drawn);
        if (asked === null) return [];
        // Most filters keep so few rows that nothing converts.
        const query = drawn.shares ? drawn : { ...drawn, where: { kind: 'all', of: [] } as const };
        const { withinMs, ...question } = asked;
        const { frame } = framed(query);
        const { engine } = gateway;
        const provenKeys = new Set<string>();
        const context = { registry: whole, engine, indexes: NO_INDEXES, estimates: new Map(), provenKeys };
        const prepared = prepareFunnel(context, { ...question, frame });
        const expected = evaluateFunnel(whole, data, { steps: asked.steps, withinMs, query });
        const isTooLarge = expected.length * asked.steps.length > whole.limits.maxRows;
        const answered = await answerFunnel(context, prepared, forItself(30_000)).catch((error: unknown) => {
          if (isTooLarge && error instanceof GatewayError && error.code === 'RESULT_TOO_LARGE') return null;
          throw error;
        });
        if (answered === null) return [];
        if (isTooLarge) return ['more numbers than an answer may have'];
        compared.all++;
        if (expected.some(({ steps }) => (steps[1]!.entities ?? 0) > 0)) compared.converted++;
        const plain = (one: unknown) => JSON.stringify(one);
        return plain(answered.rows) === plain(expected)
          ? []
          : [`${plain(question)}\n${plain(answered.rows)}\n${plain(expected)}`];
      },
    });
    if (finding !== null) throw new Error(told(finding));
  } finally {
    await gateway.close();
  }
  expect(compared.all).toBeGreaterThan(runs / 4);
  expect(compared.converted).toBeGreaterThan(policies === undefined ? runs / 20 : 0);
}
