import type { GraphQLResolveInfo } from 'graphql';
import { beginBeside } from '../../answer/beside';
import { checkQuery } from '../../query/checkQuery';
import { unknownName } from '../../query/unknownName';
import type { MetricQuery } from '../../query/query';
import type { Registry } from '../../model/registry';
import { checkSelection } from './checkSelection';
import type { GraphqlContext } from '../context';
import { MetaShaper } from './meta';
import type { TableQuestion } from '../types/question';
import { selectionOf, type TableSelection } from './selection';
import { bucketShaper } from './shape';
import { fieldCountPerItem } from './fieldCount';

/** A checked question for a table. */
export interface CheckedTable {
  readonly query: MetricQuery;
  readonly selection: TableSelection;
  readonly invisible: InvisibleMetrics;
}

/**
 * A checked question for a table. The look-ups beside its numbers have begun. Any number of
 * entities may share it.
 */
export interface PendingTable extends CheckedTable {
  /** The selection needs numbers; otherwise the query is compiled, and not run. */
  readonly needsNumbers: boolean;
  readonly fieldsPerRow: number;
  readonly meta: MetaShaper;
  readonly time: ReturnType<typeof bucketShaper>;
}

/**
 * Metrics that the query selects and the caller may not see: each is an error where its number
 * would be.
 */
export type InvisibleMetrics = Readonly<Record<string, Error>>;

const NUMBERS = ['rows', 'totals', 'rowCount', 'hasMore'];

export interface TableOptions {
  readonly check?: (query: MetricQuery) => void;
  /** Dimensions by which the caller filters apart from the question. */
  readonly alsoBy?: readonly string[];
}

/**
 * Checks a question for a table, and begins the look-ups beside its numbers. Errors: those of
 * `checkTable`.
 */
export function beginTable(
  context: GraphqlContext,
  info: GraphQLResolveInfo,
  question: TableQuestion,
  { check, alsoBy = [] }: TableOptions = {},
): PendingTable {
  const { view } = context;
  const { query, selection, invisible } = checkTable(context, info, question);
  check?.(query);
  const wanted = { freshness: selection.meta.has('freshness'), warnings: selection.meta.has('warnings') };
  const beside = beginBeside(context, query, wanted, alsoBy);
  return {
    query,
    selection,
    invisible,
    needsNumbers: NUMBERS.some((field) => selection.fields.has(field)),
    fieldsPerRow: fieldCountPerItem(info, 'rows'),
    meta: new MetaShaper(query, beside, view.registry),
    time: bucketShaper(query.frame.timeZone, view.registry.locale),
  };
}

/**
 * Checks the arguments of a table and its selection. Errors: those of `checkQuery` and of
 * selections.
 */
export function checkTable(
  { view, now }: Pick<GraphqlContext, 'view' | 'now'>,
  info: GraphQLResolveInfo,
  question: TableQuestion,
): CheckedTable {
  const selection = selectionOf(info);
  const { fields, shares } = selection;
  const { registry, policy } = view;
  if (fields.has('plan')) view.checkPlan();
  checkSelection(registry, selection, question);
  const { metrics, invisible } = splitVisible(registry, question.select ?? null, selection);
  const request = {
    ...question,
    metrics,
    // A caller who selects no rows gets no error for too many of them.
    limit: question.limit ?? (fields.has('rows') || fields.has('hasMore') ? null : 0),
    totals: fields.has('totals'),
    rowCount: fields.has('rowCount'),
    shares,
  };
  return { query: checkQuery(registry, request, now, policy), selection, invisible };
}

/**
 * Returns the metrics that are visible to the caller, and one error for each other metric. The
 * error reads like that of an unknown name, and does not affect other metrics. It fails the whole
 * question only if no other metric is left. Errors: UNKNOWN_NAME.
 */
function splitVisible(
  { metrics }: Registry,
  select: readonly string[] | null,
  selection: TableSelection,
): { metrics: readonly string[]; invisible: InvisibleMetrics } {
  const selected = [...selection.metrics.keys()];
  const hidden = selected.filter((key) => !metrics.has(key));
  const invisible = Object.fromEntries(hidden.map((key) => [key, unknownName('metric', key, metrics.keys())]));
  const visible = (select ?? selected).filter((key) => !(key in invisible));
  const [first] = hidden;
  if (visible.length === 0 && first !== undefined) throw invisible[first]!;
  return { metrics: visible, invisible };
}
