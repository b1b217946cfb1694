import type { GraphQLResolveInfo } from 'graphql';
import { prepare } from '../../answer/prepare';
import { beginTable } from './beginTable';
import type { GraphqlContext } from '../context';
import type { TableQuestion } from '../types/question';

/** Answers a question for a table of metrics. Errors: those of `askTable` and of answers. */
export async function answerTable(
  context: GraphqlContext,
  info: GraphQLResolveInfo,
  question: TableQuestion,
): Promise<object> {
  const table = beginTable(context, info, question);
  if (!table.isRun) return table.shapeUnrun(await context.compile(() => prepare(context.gateway, [table.query])));
  return table.shape(await context.answers.load(table.query));
}
