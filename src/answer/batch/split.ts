import { gatewayError } from '../../errors';
import type { MetricQuery } from '../../query/query';
import type { Registry } from '../../model/registry';
import type { Answer, AnswerRow } from '../answer';
import type { PreparedAnswer } from '../prepare';

/** The value of the dimension for one entity; null if no row can have the id. */
export type EntityId = string | null;

/** The entities that are asked for together may have at most this many times `maxRows` rows. */
const MAX_FULL_ANSWERS = 20;

/** The maximum number of rows of all entities that are asked for together. */
export function maxRowsTogether({ limits }: Registry): number {
  return MAX_FULL_ANSWERS * limits.maxRows;
}

/**
 * The queries that answer a question for several ids: one with an answer per entity, and one for
 * their totals. Totals cover the whole range by id alone, so they need their own query if there are
 * other groups.
 */
export function perEntityQueries(
  registry: Registry,
  {
    query,
    dimension,
    ids,
  }: { readonly query: MetricQuery; readonly dimension: string; readonly ids: readonly EntityId[] },
): { readonly rows: MetricQuery; readonly totals: MetricQuery } {
  // Sorted, so that questions about the same entities have equal frames.
  const values = [...new Set(ids.filter((id) => id !== null))].sort();
  const { frame, page, isAsOfNow } = query;
  const otherKeys = frame.groupBy.filter((key) => key !== dimension);
  const isRead = page.limit !== 0 || page.rowCount;
  const rows: MetricQuery = {
    ...(isAsOfNow !== undefined && { isAsOfNow }),
    frame: {
      ...frame,
      where: { kind: 'all', of: [frame.where, { kind: 'in', dimension, values }] },
      groupBy: [dimension, ...otherKeys],
      perEntity: true,
    },
    page: {
      ...page,
      limit: isRead ? maxRowsTogether(registry) : 0,
      rowCount: false,
      totals: false,
      overall: page.totals && otherKeys.length === 0,
    },
  };
  if (!page.totals || otherKeys.length === 0) return { rows, totals: rows };
  const totals: MetricQuery = {
    ...rows,
    frame: { ...rows.frame, groupBy: [dimension] },
    page: { ...rows.page, limit: 0, overall: true },
  };
  return { rows: isRead ? rows : totals, totals };
}

/** Returns the function that takes the answer for one id. Errors: RESULT_TOO_LARGE. */
export function entityAnswers(
  { limits }: Registry,
  { query: { frame, page }, dimension }: { readonly query: MetricQuery; readonly dimension: string },
  { rows, totals }: { readonly rows: PreparedAnswer; readonly totals: PreparedAnswer },
): (id: EntityId) => PreparedAnswer {
  const all = byId(rows.answer.rows, dimension);
  const groupTotals = byId(totals.answer.overall ?? [], dimension);
  // Totals may have more warnings than rows. All entities get them.
  const meta = { ...rows.answer.meta, warnings: totals.answer.meta.warnings };
  return (id) => {
    // An entity without rows gets the null group's rows, if there are no other groups.
    const own = (frame.groupBy.length === 0 ? (all.get(id) ?? all.get(null)) : id === null ? [] : all.get(id)) ?? [];
    if (own.length > limits.maxRows && page.limit !== 0) {
      throw gatewayError('RESULT_TOO_LARGE', { max: limits.maxRows, limit: null, pages: false });
    }
    const groupTotal = (groupTotals.get(id) ?? groupTotals.get(null))?.[0];
    const answer: Answer = {
      ...rows.answer,
      meta,
      rows: page.limit === 0 ? [] : own.map((row) => ({ ...row, by: pickKeys(row.by, frame.groupBy) })),
      rowCount: page.rowCount ? own.length : null,
      hasMore: false,
      totals: page.totals && groupTotal !== undefined ? { time: groupTotal.time, cells: groupTotal.cells } : null,
      overall: null,
    };
    return { answer, prepared: rows.prepared };
  };
}

function byId(rows: readonly AnswerRow[], dimension: string): ReadonlyMap<EntityId, AnswerRow[]> {
  const all = new Map<EntityId, AnswerRow[]>();
  for (const row of rows) {
    const id = row.by[dimension]!;
    const own = all.get(id);
    if (own === undefined) all.set(id, [row]);
    else own.push(row);
  }
  return all;
}

function pickKeys(by: AnswerRow['by'], groupBy: readonly string[]): AnswerRow['by'] {
  return Object.fromEntries(groupBy.map((key) => [key, by[key]!]));
}
