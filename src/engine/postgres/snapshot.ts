import type { Parameter, Statement } from '../../sql/statement';
import { forItself, type Asker } from '../asker';
import type { Engine, EngineRow, DatabaseSnapshot } from '../engine';
import { Looks } from '../looks';
import { PARTS_OF, readBySql } from './changes';
import { VIEW_READS_ONLY_TABLES } from './viewFunctions';

/** The pieces of an engine that looks need. */
export interface SnapshotSource {
  readonly engine: Pick<Engine, 'run'>;
  /** Runs a text outside of transactions, without waiting for statements if that is possible. */
  readonly look: (text: string) => Promise<readonly EngineRow[]>;
  /** Differs if connections led to different servers. Null: they do now. */
  readonly generation: () => number | null;
}

/**
 * On a primary, the transactions that have ended: the text changes with each of them, also with one
 * that began long before. On a standby, how far it has replayed. A commit becomes visible shortly
 * before that number moves, so a standby that has received more than it has replayed has no state.
 * A crash may lose commits and use their numbers again; a recovery moves the checkpoint first
 * (docs/decisions/0046-kept-answers.md).
 */
const LOOK = `
  SELECT concat_ws('/',
    extract(epoch FROM pg_postmaster_start_time()),
    control.timeline_id, control.checkpoint_lsn,
    state.text)
  FROM pg_control_checkpoint() AS control, (
    SELECT CASE
      WHEN NOT pg_is_in_recovery() THEN txid_current_snapshot()::text
      WHEN pg_last_wal_receive_lsn() = pg_last_wal_replay_lsn() THEN concat('replayed ', pg_last_wal_replay_lsn())
    END AS text
  ) AS state
  WHERE state.text IS NOT NULL`;

/**
 * The tables that a statement reads, partitions included, if all their rows are rows of this
 * database and all their views are functions of them alone.
 */
const READS_ONLY_TABLES = `
  WITH RECURSIVE ${PARTS_OF},
  kinds AS (
    SELECT c.oid, c.relkind, c.relrowsecurity, c.relnamespace, bool_or(c.relkind = 'v') OVER () AS views
    FROM (SELECT DISTINCT oid FROM part) p JOIN pg_class c ON c.oid = p.oid
  )
  SELECT count(*) > 0 AND coalesce(bool_and(
    CASE
      WHEN c.oid < 16384 THEN false
      WHEN c.relrowsecurity AND (c.views OR row_security_active(c.oid)) THEN false
      WHEN c.relkind IN ('r', 'p', 'm') THEN true
      WHEN c.relkind = 'v' THEN ${VIEW_READS_ONLY_TABLES}
      ELSE false
    END), false)
  FROM kinds c`;

/** The relations with rows, without those that the statement about locks reads itself. */
const READABLE = `c.relkind NOT IN ('i', 'I', 't') AND c.relname NOT IN ('pg_locks', 'pg_class', 'pg_database', 'pg_namespace')`;

const WITHIN_MS = 5_000;

/** The state of a PostgreSQL as a whole (docs/operations.md#kept-answers). */
export function snapshotOf({ engine, look, generation }: SnapshotSource): DatabaseSnapshot {
  const looks = new Looks(async () => {
    const before = generation();
    const [row] = await look(LOOK);
    return before === null || before !== generation() || row === undefined ? null : `${before} ${row[0] ?? ''}`;
  });
  const run = (text: string, parameters: readonly Parameter[], { client }: Asker) =>
    engine.run({ text, parameters }, { ...forItself(WITHIN_MS), client });
  return {
    look: (deadline) => looks.ask(deadline),
    async decides({ text, parameters }: Statement, asker: Asker) {
      const read = await run(readBySql(text, READABLE), parameters, asker);
      const [row] = await run(READS_ONLY_TABLES, [read.map(([table]) => table ?? '')], asker);
      return row?.[0] === 't';
    },
  };
}
