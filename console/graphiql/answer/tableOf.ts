export type Value = string | number | boolean | null;

/** An answer as a table. The name of a column is the path of its field. */
export interface AnswerTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Value[])[];
}

type Json = Value | readonly Json[] | { readonly [name: string]: Json };
type JsonObject = { readonly [name: string]: Json };

/**
 * Returns the longest list of objects in an answer as a table: the rows of `metrics`, or the
 * metrics of the catalog. Series become a row for each bucket. Null: there is no list of objects.
 */
export function tableOf(answer: string): AnswerTable | null {
  const data = dataOf(answer);
  if (data === null) return null;
  const [list] = [...listsOf(data)].sort((a, b) => b.length - a.length);
  return list === undefined || list.length === 0 ? null : tableOfRows(list.map((row) => flat(row)));
}

function dataOf(answer: string): Json | null {
  try {
    return (JSON.parse(answer) as { readonly data?: Json }).data ?? null;
  } catch {
    // The pane shows a message of its own, or nothing yet.
    return null;
  }
}

/** All lists of objects. A list within another list is a part of it. */
function* listsOf(value: Json): Generator<readonly JsonObject[]> {
  if (isList(value)) {
    const objects = value.filter(isObject);
    if (objects.length > 0) yield objects;
  } else if (isObject(value)) {
    const series = rowsOfSeries(value);
    if (series !== null) yield series;
    else for (const part of Object.values(value)) yield* listsOf(part);
  }
}

/** The rows of series: one for each bucket, with a column for each series. */
function rowsOfSeries({ buckets, series }: JsonObject): readonly JsonObject[] | null {
  if (!isList(series)) return null;
  const all = series.filter(isObject);
  const length = Math.max(0, ...all.map(({ values }) => (isList(values) ? values.length : 0)));
  if (length === 0) return null;
  const times = isList(buckets) ? buckets.filter(isObject) : [];
  return Array.from({ length }, (_, index) => ({
    time: times[index] ?? String(index + 1),
    ...Object.fromEntries(
      all.map(({ label, values }, at) => [String(label ?? at + 1), isList(values) ? (values[index] ?? null) : null]),
    ),
  }));
}

function flat(value: JsonObject, path: readonly string[] = []): ReadonlyMap<string, Value> {
  const cells = new Map<string, Value>();
  for (const [name, part] of Object.entries(value)) {
    const to = [...path, name];
    if (isObject(part)) for (const [column, cell] of flat(part, to)) cells.set(column, cell);
    else if (isList(part)) cells.set(to.join('.'), part.map((one) => text(one)).join(', '));
    else cells.set(to.join('.'), part);
  }
  return cells;
}

function tableOfRows(rows: readonly ReadonlyMap<string, Value>[]): AnswerTable {
  const columns = [...new Set(rows.flatMap((row) => [...row.keys()]))];
  return { columns, rows: rows.map((row) => columns.map((column) => row.get(column) ?? null)) };
}

function text(value: Json): string {
  if (!isObject(value)) return isList(value) ? value.map(text).join(' ') : String(value);
  return Object.values(value).map(text).join(' ');
}

function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
