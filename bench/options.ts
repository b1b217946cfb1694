import { parseArgs } from 'node:util';
import { THIRTEEN } from './questions';

export interface Options {
  /** Measure only this metric. */
  readonly only: string | null;
  /**
   * Print PostgreSQL's plans for this metric, of the gateway's and the hand-written SQL, and
   * measure nothing.
   */
  readonly explain: string | null;
  /** Measure ClickHouse, beside PostgreSQL and hand-written SQL for it. */
  readonly clickhouse: boolean;
  /** The number of tasks; with `clickhouse`, in ClickHouse. */
  readonly size: Size;
  /** The indexes of PostgreSQL: those of the demo product, or one for each of their columns. */
  readonly indexes: IndexSet;
}

/** Parts that are no metric. */
const PARTS = ['language', 'kinds', 'viewers', 'kept', 'settled'];

export type IndexSet = 'demo' | 'single';

export type Size = '1m' | '10m';

const HELP = `npm run bench [-- [--only KEY | --explain KEY] [--indexes single] [--size 10m]]
       npm run bench -- --clickhouse [--size 10m] [--only KEY]

Measures the thirteen metrics against SQL written by hand (bench/sql), on a PostgreSQL with a million tasks, and writes
bench/last.md. Every number of the gateway is compared with that of the hand-written SQL; a difference ends the run.

  --only KEY      one metric alone, or "language", "kinds", "viewers", "kept" or "settled"; bench/last.md is left
                  as it is
  --explain KEY   the plans of both, by EXPLAIN (ANALYZE, BUFFERS)
  --clickhouse    ClickHouse against SQL written by hand for it (bench/sql/clickhouse) and against PostgreSQL; writes
                  bench/last-clickhouse.md. It needs the package of test/clickhouse, or TEST_CLICKHOUSE_URL
  --indexes SET   demo, or single: each column of the demo's indexes has one of its own, as in many databases;
                  measures the metrics alone and many in one query, and writes bench/last-single.md
  --size SIZE     1m or 10m tasks: ten copies, each with users of its own. 10m measures the metrics alone and many in
                  one query, and writes bench/last-10m.md. With --clickhouse it leaves out PostgreSQL, and writes
                  bench/last-clickhouse-10m.md
  --help

BENCH_DATABASE_URL names a PostgreSQL whose user may create databases; without it one is started. Nothing is left behind.

KEY is one of ${THIRTEEN.join(', ')}.
`;

/**
 * Returns the options of the command line; null if it only asks for help, which is then printed.
 */
export function readOptions(): Options | null {
  const { values } = parseArgs({
    options: {
      only: { type: 'string' },
      explain: { type: 'string' },
      clickhouse: { type: 'boolean' },
      size: { type: 'string' },
      indexes: { type: 'string' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) {
    process.stdout.write(HELP);
    return null;
  }
  for (const key of [values.only, values.explain]) {
    if (key !== undefined && !THIRTEEN.includes(key) && !PARTS.includes(key))
      throw new Error(`There is no metric "${key}" here; see --help.`);
  }
  const { only = null, explain = null, clickhouse = false, size = '1m', indexes = 'demo' } = values;
  if (size !== '1m' && size !== '10m') throw new Error(`--size is 1m or 10m, not "${size}".`);
  if (indexes !== 'demo' && indexes !== 'single') throw new Error(`--indexes is demo or single, not "${indexes}".`);
  if (indexes === 'single' && clickhouse) throw new Error('--indexes is for PostgreSQL, not for --clickhouse.');
  return { only, explain, clickhouse, size, indexes };
}
