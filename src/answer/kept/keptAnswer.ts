import type { MetricQuery } from '../../query/query';
import type { Plan } from '../../plan/plan';
import type { Answer } from '../answer';
import type { PlanningContext } from '../gateway';
import { prepare, type Prepared, type PreparedAnswer } from '../prepare';
import type { Began } from './runs';
import type { ProvenTime } from './timeProof';

/** An answer, and what is known about it. */
export interface KeptAnswer {
  readonly query: MetricQuery;
  readonly answer: Answer;
  readonly prepared: Prepared;
  /** Approximate bytes that it takes. */
  readonly bytes: number;
  readonly began: Began;
  /** The moments as of which it holds while the state is that of `began`; null: not proven yet. */
  proven: ProvenTime | null;
}

/** Equal for queries that have the same answer but for the moment of the request. */
export function keptKey({ frame, page, isAsOfNow = false }: MetricQuery): string {
  return JSON.stringify([isAsOfNow ? { ...frame, asOf: null } : frame, page]);
}

/** The answer of a statement, to be kept. Its text is written again when it is wanted. */
export function keptAnswer(
  context: PlanningContext,
  query: MetricQuery,
  { answer, prepared }: PreparedAnswer,
  began: Began,
): KeptAnswer {
  const { queries, plan } = prepared;
  const again = new PreparedAgain(context, queries, plan.keptCells.length === 0 ? plan : null);
  return { query, answer, prepared: again, bytes: bytesOf(answer, plan), began, proven: null };
}

class PreparedAgain implements Prepared {
  private again: Prepared | null = null;

  constructor(
    private readonly context: PlanningContext,
    readonly queries: readonly MetricQuery[],
    /** Null: it had settled numbers. They are not kept twice. */
    private readonly known: Plan | null,
  ) {}

  get plan(): Plan {
    return this.known ?? this.whole().plan;
  }

  get layout(): Prepared['layout'] {
    return this.whole().layout;
  }

  get statement(): Prepared['statement'] {
    return this.whole().statement;
  }

  literalSql(): string {
    return this.whole().literalSql();
  }

  private whole(): Prepared {
    return (this.again ??= prepare(this.context, this.queries));
  }
}

/** Approximate bytes of one cell with its texts, of a row and its groups, and of one number. */
const BYTES = { cell: 200, row: 300, number: 12, answer: 4_000 };

function bytesOf(answer: Answer, plan: Plan): number {
  const { rows, overall, totals } = answer;
  const all = [...rows, ...(overall ?? [])];
  const metrics = Object.keys(all[0]?.cells ?? totals?.cells ?? {}).length;
  // A reading has some arrays of whole numbers by cell.
  const cells = plan.scans.reduce((sum, { edges }) => sum + edges.length, 0);
  const numbers = (cells + plan.buckets.length) * (2 + 4 * plan.readings.length);
  return BYTES.answer + (all.length + 1) * (BYTES.row + metrics * BYTES.cell) + numbers * BYTES.number;
}
