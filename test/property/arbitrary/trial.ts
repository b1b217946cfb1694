import * as fc from 'fast-check';
import { EVERYTHING } from '../../../src/policy/policy';
import type { Registry } from '../../../src/model/registry';
import type { MetricQuery } from '../../../src/query/query';
import type { Data } from '../evaluator/data';
import type { PolicyDraft } from './policy';
import { resolvePolicy } from './policy';
import { queryDraft, resolveQuery } from './query';
import { productWorld, type World } from './world';

/** One data set of the registry's tables, and some queries about it. */
export interface Trial {
  readonly data: Data;
  readonly queries: readonly MetricQuery[];
}

/**
 * Drafts all parts separately and combines them last, so that everything shrinks, down to a single
 * query.
 */
export function trial(
  registry: Registry,
  queries: number,
  world: World = productWorld(),
  policies: fc.Arbitrary<PolicyDraft | null> = fc.constant(null),
): fc.Arbitrary<Trial> {
  const drafts = fc.record({
    scene: world.scene,
    rows: world.rows,
    policy: policies,
    queries: fc.array(queryDraft, { minLength: 1, maxLength: queries, size: 'max' }),
  });
  // Each draft sets its own frequency of odd values. The bias of fast-check would leave half of the
  // data sets nearly empty.
  return fc.noBias(drafts).map(({ scene, rows, queries, policy: drafted }) => {
    const data = rows(registry, scene);
    const policy = drafted === null ? EVERYTHING : resolvePolicy(drafted, registry, data);
    return { data, queries: queries.map((draft) => ({ ...resolveQuery(registry, data, scene, draft), policy })) };
  });
}
