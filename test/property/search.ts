import * as fc from 'fast-check';
import type { Registry } from '../../src/model/registry';
import type { FlatQuery } from './flatQuery';
import type { PolicyDraft } from './arbitrary/policy';
import type { Trial } from './arbitrary/trial';
import { trial } from './arbitrary/trial';
import type { World } from './arbitrary/world';
import type { Data } from './evaluator/data';
import { QUERIES_PER_DATA } from './settings';

/** A question that something is wrong with. */
export interface Finding {
  readonly seed: number;
  readonly data: Data;
  readonly query: FlatQuery;
  readonly problems: readonly string[];
}

export interface Search {
  readonly registry: Registry;
  /** Where rows come from, if not from the product. */
  readonly world?: World;
  /** Whose rows are asked about; everybody's, unless it says otherwise. */
  readonly policies?: fc.Arbitrary<PolicyDraft>;
  readonly seed: number;
  /** How many are put. */
  readonly queries: number;
  readonly load: (data: Data) => Promise<void>;
  /** What is wrong with the answer to one question about the data that was loaded; nothing if all is well. */
  readonly examine: (data: Data, query: FlatQuery) => Promise<readonly string[]>;
  /** Whether to make what was found as small as can be. */
  readonly shrink: boolean;
}

/** Making a finding smaller ends after so long. */
const SHRINKING_MS = 30_000;

/** Data sets of one round. Every round has a seed of its own, so that a finding is seen again in the first one. */
const ROUND = 20;

/** Puts random questions about random data sets until something is wrong with one, or as many as were wanted are answered. */
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

/** All that is needed to see the finding again and to understand it. */
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
