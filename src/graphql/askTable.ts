import type { GraphQLResolveInfo } from 'graphql';
import { metaOf } from '../answer/answerQuery';
import type { Gateway } from '../answer/gateway';
import type { Answered } from '../answer/merge';
import type { Prepared } from '../answer/prepare';
import { checkQuery } from '../query/checkQuery';
import type { MetricQuery } from '../query/query';
import { checkSelection } from './checkSelection';
import type { GraphqlContext } from './context';
import { beginMeta, type MetaShaper } from './meta';
import type { TableQuestion } from './question';
import { tableRequestOf } from './request';
import { selectionOf, type TableSelection } from './selection';
import { bucketShaper, shapeAnswer, shapePlan } from './shape';

/** A question as it is asked: what is checked of it, and what begins with it, however many are asked it. */
export interface AskedTable {
  readonly query: MetricQuery;
  /** Some of what is selected takes numbers; otherwise it is compiled, and not run. */
  readonly isRun: boolean;
  shape(answered: Answered): object;
  shapeUnrun(prepared: Prepared): object;
}

/** What of a question can be asked without shaping its answer. */
export interface CheckedTable {
  readonly query: MetricQuery;
  readonly selection: TableSelection;
}

/** Checks a question for a table of metrics and what is selected of it, and begins with what is beside it. Errors: those of `checkTable`. */
export function askTable(
  context: Pick<GraphqlContext, 'gateway' | 'asker' | 'now'>,
  info: GraphQLResolveInfo,
  question: TableQuestion,
  check: (query: MetricQuery) => void = () => undefined,
): AskedTable {
  const { gateway, asker } = context;
  const { query, selection } = checkTable(context, info, question);
  check(query);
  const shapeMeta = beginMeta({ gateway, asker }, query, selection.meta);
  const isRun = ['rows', 'totals', 'rowCount', 'hasMore'].some((field) => selection.fields.has(field));
  return { query, isRun, ...shapes(gateway, { query, selection, shapeMeta }) };
}

/** Checks a question for a table of metrics and what is selected of it. Errors: those of `checkQuery` and of selections. */
export function checkTable(
  { gateway, now }: Pick<GraphqlContext, 'gateway' | 'now'>,
  info: GraphQLResolveInfo,
  question: TableQuestion,
): CheckedTable {
  const selection = selectionOf(info);
  const { fields } = selection;
  checkSelection(gateway.registry, selection, question);
  const query = checkQuery(
    gateway.registry,
    {
      ...tableRequestOf(question),
      metrics: question.select ?? [...selection.metrics.keys()],
      // Whoever does not look at rows is not told that there are too many.
      limit: question.limit ?? (fields.has('rows') || fields.has('hasMore') ? null : 0),
      totals: fields.has('totals'),
      rowCount: fields.has('rowCount'),
      shares: selection.shares,
    },
    now,
  );
  return { query, selection };
}

interface Shaped {
  readonly query: MetricQuery;
  readonly selection: TableSelection;
  readonly shapeMeta: MetaShaper;
}

function shapes(gateway: Gateway, { query, selection, shapeMeta }: Shaped): Pick<AskedTable, 'shape' | 'shapeUnrun'> {
  const { registry } = gateway;
  const time = bucketShaper(query.timeZone, registry.locale);
  return {
    shape: ({ answer, prepared }) => ({
      ...shapeAnswer(answer, { registry, grain: query.grain, isCompared: query.compare !== null, time }),
      meta: shapeMeta(answer.meta),
      plan: selection.fields.has('plan') ? shapePlan(gateway, prepared, selection.plan) : null,
    }),
    shapeUnrun: (prepared) => ({
      meta: shapeMeta(metaOf(registry, prepared, 0, 0)),
      plan: shapePlan(gateway, prepared, selection.plan),
    }),
  };
}
