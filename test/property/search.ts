import * as fc from 'fast-check';
import type { Registry } from '../../src/model/registry';
import type { MetricQuery } from '../../src/query/query';
import type { PolicyDraft } from './arbitrary/policy';
import type { Trial } from './arbitrary/trial';
import { trial } from './arbitrary/trial';
import type { World } from './arbitrary/world';
import type { Data } from './evaluator/data';
import { QUERIES_PER_DATA } from './settings';

/** A query whose answer is wrong. */
export interface Finding {
  readonly seed: number;
  readonly data: Data;
  readonly query: MetricQuery;
  readonly problems: readonly string[];
}

export interface Search {
  readonly registry: Registry;
  /** Source of the rows; the product if left out. */
  readonly world?: World;
  /** Policies of the callers; if left out, callers may see everything. */
  readonly policies?: fc.Arbitrary<PolicyDraft>;
  readonly seed: number;
  /** Number of queries. */
  readonly queries: number;
  readonly load: (data: Data) => Promise<void>;
  /**
   * Returns the problems of the answer to one query about the loaded data; empty if there are none.
   */
  readonly examine: (data: Data, query: MetricQuery) => Promise<readonly string[]>;
  /** Whether to shrink a finding. */
  readonly shrink: boolean;
}

/** Shrinking stops after this time. */
const SHRINKING_MS = 30_000;

/**
 * Data sets of one round. Every round has a seed of its own: with that seed, the first round
 * repeats the finding.
 */
const ROUND = 20;

/**
 * Runs random queries about random data sets until one has a problem, or until the wanted number is
 * answered.
 */
export async function search(wanted: Search): Promise<Finding | null> {
  let asked = 0;
  for (let seed = wanted.seed; asked < wanted.queries; seed++) {
    let smallest: Finding | null = null;
    let until = Infinity;
    const isFine = async ({ data, queries }: Trial): Promise<boolean> => {
      if (asked >= wanted.queries || Date.now() > until) return true;
      await wanted.load(data);
      for (const query of queries) {
        if (smallest === null) asked += 1;
        const problems = await wanted.examine(data, query).catch((error: unknown) => [saidBy(error)]);
        if (problems.length === 0) continue;
        if (smallest === null) until = Date.now() + SHRINKING_MS;
        smallest = { seed, data, query, problems };
        return false;
      }
      return true;
    };
    await fc.check(fc.asyncProperty(trial(wanted.registry, QUERIES_PER_DATA, wanted.world, wanted.policies), isFine), {
      seed,
      numRuns: ROUND,
      endOnFailure: !wanted.shrink,
    });
    if (smallest !== null) return smallest;
  }
  return null;
}

/** Describes a finding: the seed and the query that repeat it, its data and its problems. */
export function told(finding: Finding): string {
  const tables = Object.entries(finding.data).filter(([, rows]) => rows.length > 0);
  return [
    `PROPERTY_SEED=${finding.seed}`,
    `query ${JSON.stringify(finding.query)}`,
    `asOf ${new Date(finding.query.asOf).toISOString()}`,
    ...tables.map(([table, rows]) => [`data ${table}`, ...rows.map((row) => `  ${dated(row)}`)].join('\n')),
    ...finding.problems,
  ].join('\n');
}

function dated(row: object): string {
  return JSON.stringify(row, (_, value: unknown) =>
    typeof value === 'number' ? new Date(value).toISOString() : value,
  );
}

function saidBy(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = 'code' in error ? `${String(error.code)} ` : '';
  return `${code}${error.message}\n${error.stack ?? ''}${error.cause instanceof Error ? `\ncaused by ${error.cause.message}` : ''}`;
}
