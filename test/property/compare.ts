import type { Answer, AnswerRow } from '../../src/answer/answer';
import type { MetricQuery } from '../../src/query/query';
import type { Registry } from '../../src/registry/registry';
import type { Data } from './evaluator/data';
import { evaluate } from './evaluator/evaluate';
import type { Evaluated, EvaluatedRow } from './evaluator/evaluated';

/** So many differences are told. */
const MOST = 12;

/** What the evaluator says, and where the gateway's answer is not that. */
export function compareTo(
  answer: Answer,
  registry: Registry,
  data: Data,
  query: MetricQuery,
): { readonly expected: Evaluated; readonly problems: readonly string[] } {
  const expected = evaluate(registry, data, query);
  return { expected, problems: differences(answer, expected, query) };
}

/** Where the gateway's answer is not what the evaluator says; empty if they agree in everything. */
export function differences(answer: Answer, expected: Evaluated, query: MetricQuery): readonly string[] {
  const found: string[] = [];
  const check = (what: string, got: unknown, wanted: unknown): void => {
    if (!same(got, wanted)) found.push(`${what}: expected ${shown(wanted)}, got ${shown(got)}`);
  };
  check('meta.range', answer.meta.range, expected.range);
  check('meta.timeZone', answer.meta.timeZone, query.timeZone);
  check('meta.asOf', answer.meta.asOf, query.asOf);
  check('rowCount', answer.rowCount, query.rowCount ? expected.rowCount : null);
  check('hasMore', answer.hasMore, expected.hasMore);
  if (query.grain === null)
    check('widened', answer.meta.warnings.map(({ metric }) => metric).sort(), [...expected.widened].sort());
  const [got, wanted] = [answer.rows.map(titled), expected.rows.map(titled)];
  check(
    'rows',
    got.map(([title]) => title),
    wanted.map(([title]) => title),
  );
  const known = new Map(wanted);
  for (const [title, row] of got) {
    const other = known.get(title);
    if (other === undefined) continue;
    check(`${title} time`, row.time, other.time);
    compareCells(title, row.cells, other.cells, check);
  }
  check('totals.time', answer.totals?.time ?? null, expected.totals?.time ?? null);
  compareCells('totals', answer.totals?.cells ?? {}, expected.totals?.cells ?? {}, check);
  return found.length > MOST ? [...found.slice(0, MOST), `… and ${found.length - MOST} more`] : found;
}

function compareCells(
  title: string,
  got: AnswerRow['cells'],
  wanted: EvaluatedRow['cells'],
  check: (what: string, got: unknown, wanted: unknown) => void,
): void {
  for (const metric of new Set([...Object.keys(got), ...Object.keys(wanted)]))
    check(`${title} ${metric}`, got[metric] ?? null, wanted[metric] ?? null);
}

/** A row with the words that tell it from the others. */
function titled<Row extends AnswerRow | EvaluatedRow>(row: Row): [title: string, row: Row] {
  return [`${new Date(row.time.start).toISOString()} ${shown(row.by)}`, row];
}

/** Equal as data; the order of keys does not matter, that of lists does. */
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
