import type { Answer, AnswerMeta, AnswerRow, Cell, Period } from '../answer/answer';
import { writeDate, writeInstant } from '../time/writing';

type Cells = Readonly<Record<string, Cell>>;

/** Gives an answer the shape of the schema's types. Numbers are made when they are asked for. */
export function shapeAnswer(answer: Answer) {
  const { timeZone } = answer.meta;
  const time = bucketShaper(timeZone);
  return {
    rows: answer.rows.map((row) => new ShapedRow(time(row.time), row.cells, row.by)),
    totals: answer.totals === null ? null : new ShapedRow(time(answer.totals.time), answer.totals.cells, {}),
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
  ) {}

  get values(): object {
    return mapCells(this.cells, numberOf);
  }

  get details(): object {
    return mapCells(this.cells, (cell) => ({ ...cell, value: numberOf(cell) }));
  }
}

function numberOf({ decimal }: Cell): number | null {
  return decimal === null ? null : Number(decimal);
}

function mapCells<T>(cells: Cells, of: (cell: Cell) => T): Record<string, T> {
  const mapped: Record<string, T> = {};
  for (const key in cells) mapped[key] = of(cells[key]!);
  return mapped;
}

/** Rows of one bucket share its shape: writing instants is slow, and there are far fewer buckets than rows. */
function bucketShaper(timeZone: string) {
  const known = new Map<AnswerRow['time'], object>();
  return (time: AnswerRow['time']) => {
    let shaped = known.get(time);
    if (shaped === undefined) {
      const date = writeDate(time.start, timeZone);
      shaped = { ...shapePeriod(time, timeZone), date, complete: time.complete };
      known.set(time, shaped);
    }
    return shaped;
  };
}
