import { forItself } from '../engine/asker';
import type { Deadline } from '../engine/deadline';
import type { TableState } from '../engine/engine';
import { SharedWork } from '../engine/sharedWork';
import { gatewayError, GatewayError } from '../errors';
import { EVERYTHING } from '../policy/policy';
import { compile } from '../sql/compile';
import { doubleKeySql } from '../sql/doubleKeySql';
import { resolveRegistry } from '../sql/resolvedRegistry';
import type { Statement } from '../sql/statement';
import type { Gateway } from './gateway';

/** What is known of a primary key: `double` means that two rows have the same one. */
export type KeyState =
  | { readonly kind: 'unique' }
  | { readonly kind: 'double' }
  /** `problem`: why it could not be counted. */
  | { readonly kind: 'unknown'; readonly problem: string };

/** Numbers wait no longer for a warning, in milliseconds. */
const WITHIN_MS = 5_000;
/** How long a count is kept before the gateway looks whether the table has changed. */
const KEPT_MS = 60_000;
/** Counts take at most one part in so many of the time of the database. */
const SHARE = 100;

/** A result, and how long it stays. */
interface Counted {
  readonly state: KeyState;
  readonly kept: 'until changed' | 'for good' | 'not at all';
}

/** When a result is looked at again, if the changes of its table are unknown. */
const LOOK_AT: { readonly [K in Counted['kept']]: number } = {
  'until changed': Infinity,
  'for good': Infinity,
  'not at all': -Infinity,
};

/** The last count of a table. */
interface Count {
  readonly state: KeyState;
  /** The tables that were read, as they were before; null: their changes are unknown. */
  readonly tables: readonly TableState[] | null;
  readonly tookMs: number;
  readonly lookAt: number;
}

/**
 * Whether primary keys are unique. Keys without proof are counted when an answer first needs them.
 * A count stays until the table changes. If changes are unknown, or if the count ran out of time,
 * it stays until the registry is loaded again or the process ends.
 */
export class KeyChecks {
  private readonly counts = new Map<string, SharedWork<Count>>();
  private readonly settled = new Map<string, Count>();

  constructor(
    private readonly gateway: Pick<Gateway, 'registry' | 'engine' | 'provenKeys'>,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** The state of the key of a table. Errors: those of the deadline. */
  async of(table: string, deadline: Deadline): Promise<KeyState> {
    if (this.gateway.provenKeys.has(table)) return { kind: 'unique' };
    const known = this.settled.get(table);
    const running = this.counts.get(table);
    if (known !== undefined && known.lookAt > this.now()) return known.state;
    const work = running === undefined || running.isAbandoned ? this.begin(table, known) : running;
    return (await work.wait(deadline)).state;
  }

  private begin(table: string, known: Count | undefined): SharedWork<Count> {
    const work = new SharedWork((signal) => this.renewed(table, known, signal));
    this.counts.set(table, work);
    const end = () => {
      if (this.counts.get(table) === work) this.counts.delete(table);
    };
    work.result.then((count) => {
      if (count.lookAt > this.now()) this.settled.set(table, count);
      else this.settled.delete(table);
      end();
    }, end);
    return work;
  }

  private async renewed(table: string, known: Count | undefined, signal: AbortSignal): Promise<Count> {
    if (known?.tables && (await this.isUnchanged(known.tables))) return { ...known, lookAt: this.next(known.tookMs) };
    const statement = doubleKeyStatement(this.gateway, table);
    // Read before the count, so that a change during the count is noticed.
    const tables = await this.tablesOf(statement);
    const began = this.now();
    const { state, kept } = await this.count(statement, signal);
    const tookMs = this.now() - began;
    const lookAt = kept === 'until changed' && tables !== null ? this.next(tookMs) : LOOK_AT[kept];
    return { state, tables, tookMs, lookAt };
  }

  private next(tookMs: number): number {
    return this.now() + Math.max(KEPT_MS, SHARE * tookMs);
  }

  private async isUnchanged(before: readonly TableState[]): Promise<boolean> {
    try {
      const after = await this.gateway.engine.changes?.states(before.map(({ table }) => table));
      const byTable = new Map(after?.map((one) => [one.table, one]));
      return before.every(({ table, definition, rows }) => {
        const one = byTable.get(table);
        return one?.definition === definition && one.rows === rows;
      });
    } catch (error) {
      if (error instanceof GatewayError) return false;
      throw error;
    }
  }

  private async tablesOf(statement: Statement): Promise<readonly TableState[] | null> {
    try {
      const tables = (await this.gateway.engine.changes?.readBy(statement)) ?? [];
      return tables.length > 0 && tables.every(({ rows }) => rows !== null) ? tables : null;
    } catch (error) {
      if (error instanceof GatewayError) return null;
      throw error;
    }
  }

  private async count(statement: Statement, signal: AbortSignal): Promise<Counted> {
    const asker = forItself(Math.min(this.gateway.registry.limits.timeoutMs, WITHIN_MS));
    signal.addEventListener('abort', () => asker.deadline.callOff(gatewayError('CANCELLED', {})));
    try {
      const [row] = await this.gateway.engine.run(statement, asker);
      return { state: { kind: row === undefined ? 'unique' : 'double' }, kept: 'until changed' };
    } catch (error) {
      if (!(error instanceof GatewayError)) throw error;
      // A count that took too long would take too long again. Any other failure may pass.
      const kept = error.code === 'QUERY_TIMEOUT' ? 'for good' : 'not at all';
      return { state: { kind: 'unknown', problem: error.message }, kept };
    }
  }
}

/** The statement that finds a key that more than one row has. */
export function doubleKeyStatement(
  { registry, engine }: Pick<Gateway, 'registry'> & { readonly engine: Pick<Gateway['engine'], 'dialect'> },
  table: string,
): Statement {
  const { timeZone } = registry;
  return compile(
    doubleKeySql(resolveRegistry(registry, { timeZone, asOf: null, policy: EVERYTHING }), table),
    engine.dialect,
  );
}
