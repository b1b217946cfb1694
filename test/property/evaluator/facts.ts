import type { Measure } from '../../../src/model/measure';
import type { Registry } from '../../../src/model/registry';
import type { Table } from '../../../src/model/table';
import type { DimensionFilter } from '../../../src/query/query';
import type { FlatQuery } from '../flatQuery';
import type { Data, Row } from './data';
import { holds } from './holds';
import type { Dimensions, Use } from './dimensions';
import type { Values } from './group';
import { ABOUT_NOBODY } from './people';

/** A row of a measure's table that passes the metric's own filter. */
export interface Fact {
  readonly row: Row;
  /** Its value under each dimension of `groupBy`. */
  readonly values: Values;
  /** Whether the query's `where` keeps it. */
  readonly kept: boolean;
}

/** The rows that measures can count for a query, for any time and any grouping. */
export class Facts {
  private readonly known = new Map<Measure, readonly Fact[]>();
  private readonly filtered = new Map<DimensionFilter, Facts>();

  constructor(
    private readonly registry: Registry,
    readonly data: Data,
    private readonly query: Pick<FlatQuery, 'groupBy' | 'where'>,
    private readonly dimensions: Dimensions,
    /** The dimension whose value follows those of `groupBy`; null: none. */
    private readonly person: string | null = null,
  ) {}

  of(measure: Measure): readonly Fact[] {
    const facts = this.known.get(measure) ?? this.read(measure);
    this.known.set(measure, facts);
    return facts;
  }

  /** The facts of the same query with this filter added. */
  under(rule: DimensionFilter): Facts {
    const where: DimensionFilter = { kind: 'all', of: [this.query.where, rule] };
    const facts =
      this.filtered.get(rule) ??
      new Facts(this.registry, this.data, { ...this.query, where }, this.dimensions, this.person);
    this.filtered.set(rule, facts);
    return facts;
  }

  table(key: string): Table {
    const table = this.registry.tables.get(key);
    if (table === undefined) throw new Error(`no such table: ${key}`);
    return table;
  }

  private personOf(measure: Measure, valueIn: (dimension: string) => string | null): Values {
    if (this.person === null) return [];
    return [this.reachesPerson(measure, this.person) ? valueIn(this.person) : ABOUT_NOBODY];
  }

  /** The person of a return is that of its entity. */
  private reachesPerson(measure: Measure, person: string): boolean {
    if (measure.kind === 'return') return this.dimensions.entityReaches(measure.table, measure.entity, person);
    return this.dimensions.reaches(measure.table, this.registry.dimensions.get(person)!.table);
  }

  private read(measure: Measure): readonly Fact[] {
    const table = this.table(measure.table);
    return (this.data[measure.table] ?? [])
      .filter((row) => holds(measure.filter, table, row))
      .map((row): Fact => {
        const read = (dimension: string, use: Use): string | null =>
          measure.kind === 'return'
            ? this.dimensions.valueForEntity(row, measure.table, measure.entity, dimension, use)
            : this.dimensions.valueFor(row, measure.table, dimension, use);
        const valueIn = (dimension: string) => read(dimension, 'group');
        return {
          row,
          values: [...this.query.groupBy.map(valueIn), ...this.personOf(measure, valueIn)],
          kept: this.dimensions.keeps(this.query.where, (dimension) => read(dimension, 'filter')),
        };
      });
  }
}
