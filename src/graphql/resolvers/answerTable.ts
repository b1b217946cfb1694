import { ask, type Question } from '../../answer/ask';
import type { GraphqlContext } from '../context';
import type { PendingTable } from './beginTable';
import { shapeAnswer, shapePlan } from './shape';

/**
 * Answers a question for a table, or for the table of one entity. Errors: those of `ask`;
 * QUERY_TOO_EXPENSIVE and RATE_LIMITED for the fields of its rows; those of the deadline, if it
 * passes while the answer waits for memory.
 */
export async function answerTable(
  context: GraphqlContext,
  table: PendingTable,
  entity: Question['entity'] = null,
): Promise<object> {
  const { gateway, view, asker } = context;
  const { query, selection, needsNumbers, invisible, time } = table;
  const { prepared, meta, answer } = await ask(context, { query, entity, needsNumbers });
  if (answer === null) return { meta: table.meta.shape(meta), plan: shapePlan(gateway, prepared, selection.plan) };
  await asker.budget.payFields(answer.rows.length * table.fieldsPerRow, asker.deadline);
  const { grain, compare } = query.frame;
  return {
    ...shapeAnswer(answer, { registry: view.registry, grain, isCompared: compare !== null, invisible, time }),
    meta: table.meta.shape(meta),
    plan: selection.fields.has('plan') ? shapePlan(gateway, prepared, selection.plan) : null,
  };
}
