import type { GraphQLResolveInfo } from 'graphql';
import { prepare } from '../answer/prepare';
import { askTable } from './askTable';
import type { GraphqlContext } from './context';
import type { TableQuestion } from './question';

/** Answers a question for a table of metrics. Errors: those of `askTable` and of answers. */
export async function answerTable(
  context: GraphqlContext,
  info: GraphQLResolveInfo,
  question: TableQuestion,
): Promise<object> {
  const asked = askTable(context, info, question);
  if (!asked.isRun) return asked.shapeUnrun(await context.compile(() => prepare(context.gateway, [asked.query])));
  return asked.shape(await context.answers.load(asked.query));
}
