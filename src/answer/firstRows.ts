import type { Engine } from '../engine/engine';
import { GatewayError } from '../errors';
import type { Dating } from '../registry/datings';
import type { Registry } from '../registry/registry';
import { earliestSql } from '../sql/datesSql';
import { compile } from '../sql/fragment';
import { decodeDates } from './dates';

/** Milliseconds that a first row is taken to stay the first: long enough for a dashboard, short enough for who fills in history. */
const KEPT_MS = 60_000;
/** Numbers do not wait any longer for a remark on them. */
const WITHIN_MS = 5_000;

interface Known {
  /** Milliseconds since the epoch; null: no row has a date. */
  readonly date: Promise<number | null>;
  readonly until: number;
}

/**
 * When the first row of each table is dated. It hardly ever changes and may take a look at a whole table where no index leads there,
 * so it is looked up once in a while, however many ask at once, and so is a table that takes too long. That one is empty is looked up
 * every time.
 */
export class FirstRows {
  private readonly known = new Map<string, Known>();

  constructor(
    private readonly registry: Registry,
    private readonly engine: Engine,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** In the order of `datings`. Errors: those of the engine. */
  of(datings: readonly Dating[]): Promise<(number | null)[]> {
    const unknown = datings.filter((dating) => !((this.known.get(keyOf(dating))?.until ?? 0) > this.now()));
    if (unknown.length > 0) this.lookUp(unknown);
    return Promise.all(datings.map((dating) => this.known.get(keyOf(dating))!.date));
  }

  private lookUp(datings: readonly Dating[]): void {
    const statement = compile(earliestSql(this.registry, datings));
    const found = this.engine.run(statement, Math.min(this.registry.limits.timeoutMs, WITHIN_MS)).then(decodeDates);
    datings.forEach((dating, index) => {
      const key = keyOf(dating);
      const one: Known = { date: found.then((dates) => dates[index]!), until: this.now() + KEPT_MS };
      this.known.set(key, one);
      const forget = () => {
        if (this.known.get(key) === one) this.known.delete(key);
      };
      one.date.then(
        (date) => void (date === null && forget()),
        (error: unknown) => void (isTimeout(error) || forget()),
      );
    });
  }
}

function isTimeout(error: unknown): boolean {
  return error instanceof GatewayError && error.code === 'QUERY_TIMEOUT';
}

function keyOf({ table, at }: Dating): string {
  return `${table}.${at}`;
}
