import type { Grain } from '../../../src/time/grain';
import type { First, Measure, Return, Rolling, Snapshot } from '../../../src/registry/registry';
import type { Bucket, Calendar } from './calendar';
import type { Contribution } from './contribution';
import { belonging, counted, weighed } from './contribution';
import type { Row } from './data';
import { instantOf, textOf } from './data';
import { ONE, parse } from './exact';
import type { Fact, Facts } from './facts';
import type { Moment } from './moment';
import { closeOf, hasCome, latestIn } from './moment';
import { byKey } from './sources';

/** What each measure counts in one native bucket, of the rows that there are at a moment. */
export class Contributions {
  constructor(
    private readonly facts: Facts,
    private readonly calendar: Calendar,
    private readonly asOf: Moment,
  ) {}

  in(measure: Measure, grain: Grain, bucket: Bucket): readonly Contribution[] {
    switch (measure.kind) {
      case 'count': {
        const source = this.calendar.before(grain, bucket, measure.lag);
        return this.dated(measure, measure.at, source).map((fact) => counted(fact, ONE));
      }
      case 'sum': {
        const source = this.calendar.before(grain, bucket, measure.lag);
        return this.dated(measure, measure.at, source).flatMap((fact) => weighed(fact, measure.column, measure.factor));
      }
      case 'distinct':
        return this.dated(measure, measure.at, bucket).flatMap((fact) => belonging(fact, measure.entity));
      case 'rolling':
        return this.dated(measure, measure.at, this.window(measure, bucket)).flatMap((fact) =>
          belonging(fact, measure.entity),
        );
      case 'first':
        return this.firsts(measure)
          .filter((fact) => fact.kept && this.isDated(fact.row, measure.at, bucket))
          .flatMap((fact) => belonging(fact, measure.entity));
      case 'snapshot':
        return this.valid(measure, bucket).flatMap((fact) =>
          measure.column === null
            ? [counted(fact, parse(measure.factor))]
            : weighed(fact, measure.column, measure.factor),
        );
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

  /** The `last` units that end with the bucket's own: the unit it ends in, or the one asOf is in while the bucket runs. */
  private window({ window }: Rolling, bucket: Bucket): Bucket {
    const ending = this.calendar.bucketAt(window.unit, latestIn(this.asOf, bucket));
    return { start: this.calendar.before(window.unit, ending, window.last - 1).start, end: bucket.end };
  }

  /** The earliest row of every entity, decided before the query's filter. */
  private firsts(measure: First): readonly Fact[] {
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

  /** Rows whose interval holds the bucket's close. */
  private valid(measure: Snapshot, bucket: Bucket): readonly Fact[] {
    const close = closeOf(this.asOf, bucket);
    return this.facts.of(measure).filter(({ row, kept }) => {
      const [from, until] = [instantOf(row, measure.from), instantOf(row, measure.until)];
      if (!kept || from === null || (until !== null && until <= from)) return false;
      return from < close && (until === null || until >= close);
    });
  }

  /** Each entity of the cohort that came back, once. */
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
