import type { Answer, AnswerRow } from '../../../src/answer/answer';
import type { Warning } from '../../../src/answer/warning';
import { warningText } from '../../../src/answer/warningWords';
import type { Registry } from '../../../src/model/registry';
import type { FlatQuery } from '../flatQuery';
import type { Data } from '../evaluator/data';
import { evaluate } from '../evaluator/evaluate';
import type { Evaluated, EvaluatedRow } from '../evaluator/evaluated';
import type { EarlyEnd } from '../evaluator/noDataAfter';

/** At most this many differences are reported. */
const MOST = 12;

/** Evaluates the query and compares the gateway's answer with the result. */
export function compareTo(
  answer: Answer,
  registry: Registry,
  data: Data,
  query: FlatQuery,
): { readonly expected: Evaluated; readonly problems: readonly string[] } {
  const expected = evaluate(registry, data, query);
  return { expected, problems: differences(answer, expected, query) };
}

/**
 * Lists the differences between the gateway's answer and the evaluator's; empty if there are none.
 */
export function differences(answer: Answer, expected: Evaluated, query: FlatQuery): readonly string[] {
  const found: string[] = [];
  const check: Check = (what, got, wanted) => {
    if (!same(got, wanted)) found.push(`${what}: expected ${shown(wanted)}, got ${shown(got)}`);
  };
  check('meta.range', answer.meta.range, expected.range);
  check('meta.comparedTo', answer.meta.comparedTo, expected.comparedTo);
  check('meta.timeZone', answer.meta.timeZone, query.timeZone);
  check('meta.asOf', answer.meta.asOf, query.asOf);
  check('rowCount', answer.rowCount, query.rowCount ? expected.rowCount : null);
  check('hasMore', answer.hasMore, expected.hasMore);
  // With a grain, totals may have warnings of their metrics; those of the range have no metric.
  const warnedBy = (wanted: boolean) =>
    answer.meta.warnings.filter(({ code }) => (code === 'STILL_RUNNING') === wanted).map(({ metric }) => metric);
  check('still running', [...warnedBy(true)].sort(), [...expected.stillRunning].sort());
  const warned = warnedBy(false);
  const widened = query.grain === null ? warned : warned.filter((metric) => metric === null);
  check('widened', [...widened].sort(), [...expected.widened].sort());
  compareRows('rows', answer.rows, expected.rows, check);
  check('totals.time', answer.totals?.time ?? null, expected.totals?.time ?? null);
  compareCells('totals', answer.totals?.cells ?? {}, expected.totals?.cells ?? {}, check);
  check('has overall', answer.overall !== null, expected.overall !== null);
  compareRows('overall', answer.overall ?? [], expected.overall ?? [], check);
  return found.length > MOST ? [...found.slice(0, MOST), `… and ${found.length - MOST} more`] : found;
}

/** Differences between the warnings NO_DATA_AFTER and the evaluator's; empty if there are none. */
export function differentEnds(warnings: readonly Warning[], expected: readonly EarlyEnd[]): readonly string[] {
  const found: string[] = [];
  const texts = expected.map(({ metrics, table, date }) => {
    const names = metrics.map((key) => `"${key}"`);
    const listed = names.length > 3 ? [...names.slice(0, 3), `${names.length - 3} more`] : names;
    const subject = listed.join(', ').replace(/, ([^,]*)$/, ' and $1');
    return `${subject} ${names.length === 1 ? 'reads' : 'read'} ${table}, which has no data after ${date}.`;
  });
  const got = warnings.map((warning) => warningText(warning, { metrics: new Map() }, null));
  if (!same([...got].sort(), [...texts].sort())) found.push(`ends: expected ${shown(texts)}, got ${shown(got)}`);
  return found;
}

type Check = (what: string, got: unknown, wanted: unknown) => void;

/** Compares which rows there are and their order, and all fields of the rows that both have. */
function compareRows(what: string, got: readonly AnswerRow[], wanted: readonly EvaluatedRow[], check: Check): void {
  check(what, got.map(titled), wanted.map(titled));
  const known = new Map(wanted.map((row) => [titled(row), row]));
  for (const row of got) {
    const title = titled(row);
    const other = known.get(title);
    if (other === undefined) continue;
    check(`${what} ${title} time`, row.time, other.time);
    compareCells(`${what} ${title}`, row.cells, other.cells, check);
  }
}

function compareCells(title: string, got: AnswerRow['cells'], wanted: EvaluatedRow['cells'], check: Check): void {
  for (const metric of new Set([...Object.keys(got), ...Object.keys(wanted)]))
    check(`${title} ${metric}`, got[metric] ?? null, wanted[metric] ?? null);
}

/** A text that identifies a row. */
function titled({ time, by, others }: AnswerRow | EvaluatedRow): string {
  return `${new Date(time.start).toISOString()} ${shown(by)}${others ? ' others' : ''}`;
}

/** Equal as data. The order of keys does not matter; the order of lists does. */
function same(a: unknown, b: unknown): boolean {
  return shown(a) === shown(b);
}

function shown(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
