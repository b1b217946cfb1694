import type { GraphQLResolveInfo } from 'graphql';
import { metaOf } from '../../answer/answerQuery';
import type { Gateway } from '../../answer/gateway';
import type { PreparedAnswer } from '../../answer/batch/byStatement';
import type { Prepared } from '../../answer/prepare';
import { checkQuery } from '../../query/checkQuery';
import { unknownName } from '../../query/unknownName';
import type { MetricQuery } from '../../query/query';
import type { Registry } from '../../model/registry';
import { checkSelection } from './checkSelection';
import type { GraphqlContext } from '../context';
import { beginMeta, type MetaShaper } from './meta';
import type { TableQuestion } from '../types/question';
import { selectionOf, type TableSelection } from './selection';
import { bucketShaper, shapeAnswer, shapePlan } from './shape';
import { fieldCountPerItem } from './fieldCount';

/** A question as it is asked: what is checked of it, and what begins with it, however many are asked it. */
export interface PendingTable {
  readonly query: MetricQuery;
  /** Some of what is selected takes numbers; otherwise it is compiled, and not run. */
  readonly isRun: boolean;
  /** Errors: QUERY_TOO_EXPENSIVE and RATE_LIMITED, for what is left to write, and those of its deadline, while there is no room. */
  shape(answered: PreparedAnswer): Promise<object>;
  shapeUnrun(prepared: Prepared): object;
}

/** What of a question can be asked without shaping its answer. */
export interface CheckedTable {
  readonly query: MetricQuery;
  readonly selection: TableSelection;
  readonly invisible: InvisibleMetrics;
}

/** Checks a question for a table of metrics and what is selected of it, and begins with what is beside it. Errors: those of `checkTable`. */
export function beginTable(
  context: Pick<GraphqlContext, 'gateway' | 'view' | 'asker' | 'now'>,
  info: GraphQLResolveInfo,
  question: TableQuestion,
  check: (query: MetricQuery) => void = () => undefined,
): PendingTable {
  const { gateway, view, asker } = context;
  const { query, selection, invisible } = checkTable(context, info, question);
  check(query);
  const shapeMeta = beginMeta({ gateway, asker }, query, selection.meta);
  const isRun = ['rows', 'totals', 'rowCount', 'hasMore'].some((field) => selection.fields.has(field));
  const fieldsPerRow = fieldCountPerItem(info, 'rows');
  const pay = (rows: number) => asker.budget.payFields(rows * fieldsPerRow, asker.deadline);
  return { query, isRun, ...tableShapers(gateway, view.registry, { query, selection, invisible, shapeMeta, pay }) };
}

/** Checks a question for a table of metrics and what is selected of it. Errors: those of `checkQuery` and of selections. */
export function checkTable(
  { view, now }: Pick<GraphqlContext, 'view' | 'now'>,
  info: GraphQLResolveInfo,
  question: TableQuestion,
): CheckedTable {
  const selection = selectionOf(info);
  const { fields } = selection;
  const { registry, policy } = view;
  if (fields.has('plan')) view.checkPlan();
  checkSelection(registry, selection, question);
  const { metrics, invisible } = splitVisible(registry, question.select ?? null, selection);
  const query = checkQuery(
    registry,
    {
      ...question,
      metrics,
      // Whoever does not look at rows is not told that there are too many.
      limit: question.limit ?? (fields.has('rows') || fields.has('hasMore') ? null : 0),
      totals: fields.has('totals'),
      rowCount: fields.has('rowCount'),
      shares: selection.shares,
    },
    now,
    policy,
  );
  return { query, selection, invisible };
}

interface TableShaping {
  readonly query: MetricQuery;
  readonly selection: TableSelection;
  readonly invisible: InvisibleMetrics;
  readonly shapeMeta: MetaShaper;
  /** Pays for as many rows of the answer, and waits for room. */
  readonly pay: (rows: number) => Promise<void>;
}

/** Metrics that are selected and that who asks may not see: an error each, where a number would be. */
export type InvisibleMetrics = Readonly<Record<string, Error>>;

/**
 * What is asked for of what may be seen. A metric that may not be seen does not take its siblings with it: it is an error where it is selected, in the words of an unknown
 * name. Where it is not selected, there is no such place, and the question fails. Errors: UNKNOWN_NAME where nothing else is asked for.
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

function tableShapers(
  gateway: Gateway,
  registry: Registry,
  { query, selection, invisible, shapeMeta, pay }: TableShaping,
): Pick<PendingTable, 'shape' | 'shapeUnrun'> {
  const time = bucketShaper(query.frame.timeZone, registry.locale);
  return {
    async shape({ answer, prepared }) {
      await pay(answer.rows.length);
      return {
        ...shapeAnswer(answer, {
          registry,
          grain: query.frame.grain,
          isCompared: query.frame.compare !== null,
          invisible,
          time,
        }),
        meta: shapeMeta(answer.meta),
        plan: selection.fields.has('plan') ? shapePlan(gateway, prepared, selection.plan) : null,
      };
    },
    shapeUnrun: (prepared) => ({
      meta: shapeMeta(metaOf(registry, prepared, 0, 0)),
      plan: shapePlan(gateway, prepared, selection.plan),
    }),
  };
}
