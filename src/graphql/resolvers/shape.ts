import type { Answer, AnswerMeta, AnswerRow, Cell, Period } from '../../answer/answer';
import type { Gateway } from '../../answer/gateway';
import { scansInWords, type Prepared } from '../../answer/prepare';
import type { Plan } from '../../plan/plan';
import { partIn, unfiltered } from '../../model/parts';
import type { Metric, Registry } from '../../model/registry';
import type { Grain } from '../../time/grain';
import { bucketLabels, type Axis } from '../../time/label';
import type { Locale } from '../../time/locale';
import { writeDate, writeInstant } from '../../time/writing';
import { shapeGroup } from '../types/dimensionTypes';
import type { DetailUnits, MetricDetail } from '../types/details';
import { detailOf } from '../types/generated';
import { numberOf } from '../types/number';

type Cells = Readonly<Record<string, Cell>>;

/** Everything beside an answer that its shape needs. */
interface RowShaping {
  readonly registry: Registry;
  /** The grain of the rows; null: the range is one bucket. */
  readonly grain: Grain | null;
  readonly isCompared: boolean;
  /** The errors of selected metrics that the caller may not see. */
  readonly invisible: Readonly<Record<string, Error>>;
  /** Answers to one question share their buckets. */
  readonly time: ReturnType<typeof bucketShaper>;
}

/** Gives an answer the shape of the schema's types. Numbers are converted when they are read. */
export function shapeAnswer(answer: Answer, shaping: RowShaping) {
  const { totals } = answer;
  const { grain, time } = shaping;
  const { range } = answer.meta;
  return {
    rows: answer.rows.map((row) => new ShapedRow(time(row.time, { grain, range }), row, shaping)),
    totals:
      totals === null
        ? null
        : new ShapedRow(time(totals.time, { grain: null, range }), { ...totals, by: {}, others: false }, shaping),
    rowCount: answer.rowCount,
    hasMore: answer.hasMore,
  };
}

export function shapeMeta(meta: AnswerMeta) {
  const { timeZone, asOf, range, comparedTo } = meta;
  return {
    ...meta,
    asOf: writeInstant(asOf, timeZone),
    range: shapePeriod(range, timeZone),
    comparedTo: comparedTo === null ? null : shapePeriod(comparedTo, timeZone),
  };
}

function shapePeriod({ start, end }: Period, timeZone: string) {
  return { start: writeInstant(start, timeZone), end: writeInstant(end, timeZone) };
}

/** A row or the totals. */
class ShapedRow {
  constructor(
    readonly time: object,
    private readonly row: Pick<AnswerRow, 'cells' | 'by' | 'others'>,
    private readonly shaping: Pick<RowShaping, 'registry' | 'isCompared' | 'invisible'>,
  ) {}

  get by(): Readonly<Record<string, unknown>> {
    return shapeGroup(this.shaping.registry, this.row.by);
  }

  get others(): boolean {
    return this.row.others;
  }

  get values(): object {
    return this.numbers(({ decimal }) => numberOf(decimal));
  }

  get previous(): object | null {
    return this.shaping.isCompared ? this.numbers(({ previous }) => numberOf(previous)) : null;
  }

  get change(): object | null {
    return this.shaping.isCompared ? this.numbers(({ change }) => numberOf(change)) : null;
  }

  get details(): object {
    const { registry } = this.shaping;
    return this.numbers((cell, metric) => shapeDetail(cell, registry.metrics.get(metric)!, registry));
  }

  private numbers(of: (cell: Cell, metric: string) => unknown): object {
    const { invisible } = this.shaping;
    const byMetric = mapCells(this.row.cells, of);
    for (const key in invisible) byMetric[key] = invisible[key]!;
    return byMetric;
  }
}

/** A number with everything known about it. */
export function shapeDetail(cell: Cell, metric: Metric, registry: Registry): MetricDetail {
  const Detail = detailOf(registry, metric);
  return new Detail(cell, { value: metric.unit, sides: unitsOfSides(registry, metric) }, registry.locale);
}

function unitsOfSides(registry: Registry, metric: Metric): DetailUnits['sides'] {
  const { definition } = unfiltered(registry, metric);
  if (definition.kind !== 'ratio') return null;
  const { numerator, denominator } = definition;
  return { numerator: partIn(registry, numerator).unit, denominator: partIn(registry, denominator).unit };
}

/** The plan of a statement. */
export function shapePlan(
  { engine }: Gateway,
  prepared: Pick<Prepared, 'statement' | 'literalSql'> & { readonly plan: Pick<Plan, 'scans'> },
  selected: ReadonlySet<string>,
): object {
  return {
    sql: prepared.statement.text,
    parameters: prepared.statement.parameters.map((value) =>
      value === null || typeof value === 'string' ? value : JSON.stringify(value),
    ),
    // Literal SQL is long and seldom selected: it repeats every parameter at each use.
    literalSql: selected.has('literalSql') ? prepared.literalSql() : null,
    engine: engine.name,
    scans: scansInWords(prepared.plan),
  };
}

function mapCells(cells: Cells, of: (cell: Cell, metric: string) => unknown): Record<string, unknown> {
  const mapped: Record<string, unknown> = {};
  for (const key in cells) mapped[key] = of(cells[key]!, key);
  return mapped;
}

/** The axis of a bucket, apart from its zone. All buckets of an answer have the same range. */
type BucketAxis = Omit<Axis, 'zone'>;

/** Rows of one bucket share its shape: there are far fewer buckets than rows. */
export function bucketShaper(timeZone: string, own: Locale) {
  const known = new Map<AnswerRow['time'], ShapedBucket>();
  const labels = new Map<Grain | null, ReturnType<typeof bucketLabels>>();
  const labelsOf = (axis: BucketAxis) => {
    let made = labels.get(axis.grain);
    if (made === undefined) labels.set(axis.grain, (made = bucketLabels({ zone: timeZone, ...axis })));
    return made;
  };
  return (time: AnswerRow['time'], axis: BucketAxis): object => {
    let shaped = known.get(time);
    if (shaped === undefined) {
      const labelFor = (locale: Locale | null) => labelsOf(axis)(time, locale ?? own);
      known.set(time, (shaped = new ShapedBucket(time, timeZone, labelFor)));
    }
    return shaped;
  };
}

/** A bucket. It writes its instants when they are read, and once: writing them is slow. */
class ShapedBucket {
  private starts: string | undefined;
  private ends: string | undefined;
  private on: string | undefined;
  readonly complete: boolean;

  constructor(
    private readonly time: AnswerRow['time'],
    private readonly timeZone: string,
    /** Returns its label in a locale. Null: that of the registry. */
    readonly labelFor: (locale: Locale | null) => string,
  ) {
    this.complete = time.complete;
  }

  get start(): string {
    return (this.starts ??= writeInstant(this.time.start, this.timeZone));
  }

  get end(): string {
    return (this.ends ??= writeInstant(this.time.end, this.timeZone));
  }

  get date(): string {
    return (this.on ??= writeDate(this.time.start, this.timeZone));
  }
}
