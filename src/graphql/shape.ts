import type { Answer, AnswerMeta, AnswerRow, Cell, Period } from '../answer/answer';
import type { Registry } from '../registry/registry';
import type { Grain } from '../time/grain';
import { bucketLabel } from '../time/label';
import { writeDate, writeInstant } from '../time/writing';

type Cells = Readonly<Record<string, Cell>>;

/** What shapes an answer beside itself. */
interface Shaping {
  readonly registry: Registry;
  /** Of the rows; null: the range is one bucket. */
  readonly grain: Grain | null;
}

/** Gives an answer the shape of the schema's types. Numbers are made when they are asked for. */
export function shapeAnswer(answer: Answer, { registry, grain }: Shaping) {
  const { timeZone } = answer.meta;
  const time = bucketShaper(timeZone, registry.locale);
  const { totals } = answer;
  return {
    rows: answer.rows.map((row) => new ShapedRow(time(row.time, grain), row.cells, row.by, registry)),
    totals: totals === null ? null : new ShapedRow(time(totals.time, null), totals.cells, {}, registry),
    rowCount: answer.rowCount,
    hasMore: answer.hasMore,
    meta: shapeMeta(answer.meta),
  };
}

export function shapeMeta(meta: AnswerMeta) {
  const { timeZone, asOf, range } = meta;
  return { ...meta, asOf: writeInstant(asOf, timeZone), range: shapePeriod(range, timeZone) };
}

function shapePeriod({ start, end }: Period, timeZone: string) {
  return { start: writeInstant(start, timeZone), end: writeInstant(end, timeZone) };
}

/** A row or the totals. */
class ShapedRow {
  constructor(
    readonly time: object,
    private readonly cells: Cells,
    readonly by: AnswerRow['by'],
    private readonly registry: Registry,
  ) {}

  get values(): object {
    return mapCells(this.cells, numberOf);
  }

  get details(): object {
    return mapCells(this.cells, (cell, metric) => ({
      ...cell,
      unit: this.registry.metrics.get(metric)!.unit,
      locale: this.registry.locale,
      value: numberOf(cell),
      share: cell.share === null ? null : Number(cell.share),
    }));
  }
}

function numberOf({ decimal }: Cell): number | null {
  return decimal === null ? null : Number(decimal);
}

function mapCells<T>(cells: Cells, of: (cell: Cell, metric: string) => T): Record<string, T> {
  const mapped: Record<string, T> = {};
  for (const key in cells) mapped[key] = of(cells[key]!, key);
  return mapped;
}

/** Rows of one bucket share its shape: writing instants is slow, and there are far fewer buckets than rows. */
function bucketShaper(timeZone: string, own: string) {
  const known = new Map<AnswerRow['time'], object>();
  return (time: AnswerRow['time'], grain: Grain | null) => {
    let shaped = known.get(time);
    if (shaped === undefined) {
      const { complete } = time;
      const date = writeDate(time.start, timeZone);
      const written = (locale: string | null) => bucketLabel(time, grain, timeZone, locale ?? own);
      shaped = { ...shapePeriod(time, timeZone), date, complete, written };
      known.set(time, shaped);
    }
    return shaped;
  };
}
