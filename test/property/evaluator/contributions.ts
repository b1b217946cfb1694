import type { Grain } from '../../../src/time/grain';
import type { First, Measure, Registry, Return, Rolling, Snapshot, Table } from '../../../src/registry/registry';
import type { MetricQuery } from '../../../src/query/query';
import type { Bucket, Calendar } from './calendar';
import type { Contribution, Fact } from './contribution';
import { belonging, counted, weighed } from './contribution';
import type { Data, Row } from './data';
import { holds, instantOf, isNumeric, textOf } from './data';
import { byCodePoint, Dimensions } from './dimensions';
import { compare, ONE, parse } from './exact';

/** What each measure counts in one native bucket, under the query's zone, filter, groups and asOf. */
export class Contributions {
  private readonly dimensions: Dimensions;
  private readonly facts = new Map<Measure, readonly Fact[]>();

  constructor(
    private readonly registry: Registry,
    private readonly data: Data,
    private readonly query: MetricQuery,
    private readonly calendar: Calendar,
  ) {
    this.dimensions = new Dimensions(registry, data);
  }

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
    return this.factsOf(measure).filter((fact) => fact.kept && this.isDated(fact.row, at, bucket));
  }

  /** A row later than asOf does not exist; one at that very instant does. */
  private isDated(row: Row, at: string, bucket: Bucket): boolean {
    const instant = instantOf(row, at);
    return instant !== null && instant >= bucket.start && instant < bucket.end && instant <= this.query.asOf;
  }

  /** The `last` units that end with the bucket's own: the unit it ends in, or the one asOf is in while the bucket runs. */
  private window({ window }: Rolling, bucket: Bucket): Bucket {
    const ending = this.calendar.bucketAt(window.unit, Math.min(bucket.end - 1, this.query.asOf));
    return { start: this.calendar.before(window.unit, ending, window.last - 1).start, end: bucket.end };
  }

  /** The earliest row of every entity, decided before the query's filter. */
  private firsts(measure: First): readonly Fact[] {
    const table = this.table(measure.table);
    const earlier = (a: Fact, b: Fact): boolean => {
      const [left, right] = [instantOf(a.row, measure.at)!, instantOf(b.row, measure.at)!];
      return left < right || (left === right && byKey(table, a.row, b.row) < 0);
    };
    const firsts = new Map<string, Fact>();
    for (const fact of this.factsOf(measure)) {
      const entity = textOf(fact.row, measure.entity);
      const instant = instantOf(fact.row, measure.at);
      if (entity === null || instant === null || instant > this.query.asOf) continue;
      const known = firsts.get(entity);
      if (known === undefined || earlier(fact, known)) firsts.set(entity, fact);
    }
    return [...firsts.values()];
  }

  /** Rows whose interval holds the bucket's close: its end, or asOf while it runs. */
  private valid(measure: Snapshot, bucket: Bucket): readonly Fact[] {
    const close = Math.min(bucket.end, this.query.asOf);
    return this.factsOf(measure).filter(({ row, kept }) => {
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
      for (const row of this.data[table] ?? []) if (this.isDated(row, at, bucket)) back.add(textOf(row, entity));
    const once = new Map<string, Contribution>();
    for (const fact of cohort)
      for (const member of belonging(fact, measure.entity))
        if (back.has(member.entity)) once.set(member.entity!, member);
    return [...once.values()];
  }

  private factsOf(measure: Measure): readonly Fact[] {
    const known = this.facts.get(measure);
    if (known !== undefined) return known;
    const table = this.table(measure.table);
    const facts = (this.data[measure.table] ?? [])
      .filter((row) => holds(measure.filter, table, row))
      .map((row): Fact => {
        const valueIn = (dimension: string): string | null =>
          measure.kind === 'return'
            ? this.dimensions.valueForEntity(row, measure.table, measure.entity, dimension)
            : this.dimensions.valueFor(row, measure.table, dimension);
        return {
          row,
          group: JSON.stringify(this.query.groupBy.map(valueIn)),
          kept: this.dimensions.keeps(this.query.where, valueIn),
        };
      });
    this.facts.set(measure, facts);
    return facts;
  }

  private table(key: string): Table {
    const table = this.registry.tables.get(key);
    if (table === undefined) throw new Error(`no such table: ${key}`);
    return table;
  }
}

function byKey(table: Table, a: Row, b: Row): number {
  const [left, right] = [textOf(a, table.primaryKey) ?? '', textOf(b, table.primaryKey) ?? ''];
  return isNumeric(table, table.primaryKey) ? compare(parse(left), parse(right)) : byCodePoint(left, right);
}
