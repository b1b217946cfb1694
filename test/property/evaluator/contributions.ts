import type { Grain } from '../../../src/time/grain';
import type { Activity, First, Measure, Movement, Return, Snapshot } from '../../../src/model/measure';
import type { Bucket, Calendar } from './calendar';
import type { Contribution } from './contribution';
import { belonging, counted, EACH } from './contribution';
import type { Row } from './data';
import { instantOf, textOf } from './data';
import type { Fact, Facts } from './facts';
import { isValidAt } from './interval';
import type { Moment } from './moment';
import { closeOf, hasCome } from './moment';
import { byKey } from './sources';
import { windowOf } from './window';

/**
 * The contributions to a measure in one native bucket, of the rows that exist at a moment.
 * Movements and activities are separate: they need more than a bucket.
 */
export class Contributions {
  private readonly earliest = new Map<First, readonly Fact[]>();

  constructor(
    private readonly facts: Facts,
    private readonly calendar: Calendar,
    private readonly asOf: Moment,
  ) {}

  in(measure: Exclude<Measure, Movement | Activity>, grain: Grain, bucket: Bucket): readonly Contribution[] {
    switch (measure.kind) {
      case 'count': {
        const source = this.calendar.before(grain, bucket, measure.lag);
        return this.dated(measure, measure.at, source).flatMap((fact) => counted(fact, EACH));
      }
      case 'sum': {
        const source = this.calendar.before(grain, bucket, measure.lag);
        return this.dated(measure, measure.at, source).flatMap((fact) => counted(fact, measure));
      }
      case 'distinct':
        return this.dated(measure, measure.at, this.calendar.before(grain, bucket, measure.lag)).flatMap((fact) =>
          belonging(fact, measure.entity),
        );
      case 'rolling': {
        const window = windowOf(measure, this.calendar, this.asOf, bucket);
        return this.dated(measure, measure.at, window).flatMap((fact) => looked(fact, measure));
      }
      case 'statistic':
        return this.dated(measure, measure.at, bucket).flatMap((fact) =>
          measure.per === null ? counted(fact, measure) : belonging(fact, measure.per, measure),
        );
      case 'first':
        return this.firsts(measure)
          .filter((fact) => fact.kept && this.isDated(fact.row, measure.at, bucket))
          .flatMap((fact) => belonging(fact, measure.entity));
      case 'snapshot':
        return this.valid(measure, bucket).flatMap((fact) => looked(fact, measure));
      case 'return':
        return this.returned(measure, grain, bucket);
    }
  }

  /** Rows in the bucket that the query keeps. */
  private dated(measure: Measure, at: string, bucket: Bucket): readonly Fact[] {
    return this.facts.of(measure).filter((fact) => fact.kept && this.isDated(fact.row, at, bucket));
  }

  /** A row later than asOf does not exist. */
  private isDated(row: Row, at: string, bucket: Bucket): boolean {
    const instant = instantOf(row, at);
    return instant !== null && instant >= bucket.start && instant < bucket.end && hasCome(this.asOf, instant);
  }

  /** The earliest row of every entity, found before the query's filter applies. */
  private firsts(measure: First): readonly Fact[] {
    const known = this.earliest.get(measure) ?? this.foundFirsts(measure);
    this.earliest.set(measure, known);
    return known;
  }

  private foundFirsts(measure: First): readonly Fact[] {
    const table = this.facts.table(measure.table);
    const earlier = (a: Fact, b: Fact): boolean => {
      const [left, right] = [instantOf(a.row, measure.at)!, instantOf(b.row, measure.at)!];
      return left < right || (left === right && byKey(table, a.row, b.row) < 0);
    };
    const firsts = new Map<string, Fact>();
    for (const fact of this.facts.of(measure)) {
      const entity = textOf(fact.row, measure.entity);
      const instant = instantOf(fact.row, measure.at);
      if (entity === null || instant === null || !hasCome(this.asOf, instant)) continue;
      const known = firsts.get(entity);
      if (known === undefined || earlier(fact, known)) firsts.set(entity, fact);
    }
    return [...firsts.values()];
  }

  /** Rows that are valid when the bucket opens or closes. */
  private valid(measure: Snapshot, bucket: Bucket): readonly Fact[] {
    const moment = measure.moment === 'open' ? bucket.start : closeOf(this.asOf, bucket);
    return this.facts.of(measure).filter(({ row, kept }) => kept && isValidAt(row, measure, moment));
  }

  /** Each returning entity of the cohort, once. */
  private returned(measure: Return, grain: Grain, bucket: Bucket): readonly Contribution[] {
    const cohort = this.dated(measure, measure.at, this.calendar.before(grain, bucket, measure.lag));
    const back = new Set<string | null>();
    for (const { table, at, entity } of measure.within)
      for (const row of this.facts.data[table] ?? []) if (this.isDated(row, at, bucket)) back.add(textOf(row, entity));
    const once = new Map<string, Contribution>();
    for (const fact of cohort)
      for (const member of belonging(fact, measure.entity))
        if (back.has(member.entity)) once.set(member.entity!, member);
    return [...once.values()];
  }
}

/** Contributes an entity; without an entity column, a value or a row. */
function looked(
  fact: Fact,
  measure: { readonly entity: string | null; readonly column: string | null; readonly factor: string },
): readonly Contribution[] {
  return measure.entity === null ? counted(fact, measure) : belonging(fact, measure.entity);
}
