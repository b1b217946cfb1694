import DataLoader from 'dataloader';
import type { Readable } from 'node:stream';
import type { Asker } from '../engine/asker';
import { queryKey, type MetricQuery } from '../query/query';
import type { Answer, AnswerMeta } from './answer';
import { metaOf } from './answerQuery';
import { answerByEntity, prepareEntity, type EntityQuery } from './batch/byEntity';
import { answerAll } from './batch/byStatement';
import { exportPrepared } from './exportPrepared';
import type { RowWriter } from './flat/writer';
import type { Gateway, PlanningContext } from './gateway';
import type { Keeping } from './kept/keptAnswers';
import { KeptRequest } from './kept/keptRequest';
import { prepare, type Prepared, type PreparedAnswer } from './prepare';
import { RunningWork } from './runningWork';
import type { Services } from './services';

/** The services and limits that the queries of one request share. */
export interface Asking {
  readonly gateway: Gateway;
  readonly services: Services;
  readonly asker: Asker;
  /** Answers queries: those asked at the same time go together. */
  readonly answers: DataLoader<MetricQuery, PreparedAnswer, string>;
  /** Answers queries about entities: those asked at the same time go together. */
  readonly answersPerEntity: DataLoader<EntityQuery, PreparedAnswer>;
  readonly running: RunningWork;
  /** The answers that may be used again; null: none. */
  readonly kept: KeptRequest | null;
}

/** A checked query, and the parts of the answer that the caller needs. */
export interface Question {
  readonly query: MetricQuery;
  /** The numbers of this entity alone, as if `where` named it; null: no entity. */
  readonly entity: { readonly dimension: string; readonly id: string } | null;
  /** False: the query is compiled and paid for, and not run. */
  readonly needsNumbers: boolean;
}

/** The statement of a question, and its answer. */
export interface AskResult {
  readonly prepared: Prepared;
  readonly meta: AnswerMeta;
  /** Null if the question needs no numbers. */
  readonly answer: Answer | null;
}

/** Begins to ask for one request. `keeping`: how it uses kept answers; null: it does not. */
export function beginAsking(
  gateway: Gateway,
  services: Services,
  asker: Asker,
  keeping: Keeping | null = null,
): Asking {
  const running = new RunningWork();
  const kept = keeping === null ? null : new KeptRequest(services.kept, asker, keeping);
  return {
    gateway,
    services,
    asker,
    answers: new DataLoader<MetricQuery, PreparedAnswer, string>(
      (queries) => running.track(answerAll(gateway, queries, asker, { kept, settled: services.settled })),
      { cacheKeyFn: queryKey },
    ),
    answersPerEntity: new DataLoader<EntityQuery, PreparedAnswer>(
      (questions) => running.track(answerByEntity(gateway, questions, asker, kept)),
      { cache: false },
    ),
    running,
    kept,
  };
}

/**
 * Answers a question: prepared, paid for and run, together with others that share its statement.
 * Errors: those of `prepare`, of budgets and of the engine; RESULT_TOO_LARGE.
 */
export async function ask(asking: Asking, question: Question): Promise<AskResult> {
  const { query, entity, needsNumbers } = question;
  if (!needsNumbers) {
    const prepared = await asking.running.track(compilePaid(asking, question));
    return { prepared, meta: metaOf(asking.gateway.registry, prepared, 0, 0), answer: null };
  }
  const answering = entity === null ? asking.answers.load(query) : asking.answersPerEntity.load({ query, ...entity });
  const { answer, prepared } = await answering;
  return { prepared, meta: answer.meta, answer };
}

async function compilePaid({ gateway, asker }: Asking, question: Question): Promise<Prepared> {
  await asker.deadline.breathe();
  const prepared = prepareQuestion(gateway, question);
  asker.budget.pay(prepared.plan);
  return prepared;
}

/**
 * The statement of a question alone, neither paid for nor run. Errors: BAD_RANGE, RANGE_TOO_LARGE.
 */
export function prepareQuestion(
  context: PlanningContext,
  { query, entity = null }: Pick<Question, 'query'> & Partial<Pick<Question, 'entity'>>,
): Prepared {
  return entity === null ? prepare(context, [query]) : prepareEntity(context, { query, ...entity });
}

/**
 * Pays for a statement and returns its rows as text, written as they are read. Errors: those of
 * `exportPrepared` and of budgets.
 */
export async function askForText(
  { gateway, asker }: Pick<Asking, 'gateway' | 'asker'>,
  prepared: Prepared,
  writer: RowWriter,
): Promise<Readable> {
  asker.budget.pay(prepared.plan);
  return exportPrepared(gateway, prepared, writer, asker);
}
