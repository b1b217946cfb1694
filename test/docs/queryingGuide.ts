import { Kind, parse, print, visit, type FieldNode } from 'graphql';
import type { Response } from '../graphql/gatewayServer';
import type { LiveServer } from '../live/liveServer';
import type { Block, Guide } from './guide';

/** The moment of every example of docs/guide-querying.md. */
export const AS_OF = '2026-03-12T09:30:00+08:00';

/** A query of the page. */
export interface Question {
  readonly query: Block;
  readonly variables: Block | null;
  /** Null: the page shows no answer, and the query must only succeed. */
  readonly answer: Block | null;
}

export function questionsOf({ blocks }: Guide): readonly Question[] {
  const questions: Question[] = [];
  for (const block of blocks) {
    const last = questions.at(-1);
    if (block.language === 'graphql') questions.push({ query: block, variables: null, answer: null });
    else if (block.language === 'json' && last) {
      const given = isVariables(block) ? { variables: block } : { answer: block };
      questions[questions.length - 1] = { ...last, ...given };
    }
  }
  return questions;
}

/** The answer of a server, as the page would show it. */
export async function answerTo(server: LiveServer, { query, variables }: Question) {
  const given = variables === null ? {} : (JSON.parse(variables.text) as object);
  const { status, data, errors } = await ask(server, asOfThen(query.text), given);
  expect(status).toBe(200);
  // Positions are left out: the page has other lines than the document.
  const told = errors.map((error) => ({ message: error.message, path: error.path, extensions: error.extensions }));
  return { data, ...(told.length > 0 && { errors: told }) };
}

/** The file that a request of the page gets. */
export async function exportOf({ app }: LiveServer, { text }: Block): Promise<string> {
  const [, url, sent] = /(\/export\.\S+) .*-d '([^']*)'/.exec(text)!;
  const payload = { ...(JSON.parse(sent!) as object), asOf: AS_OF };
  const { statusCode, body } = await app.inject({ method: 'POST', url: url!, payload });
  expect(statusCode).toBe(200);
  return body;
}

/** The blocks of a language, each after its line. */
export function blocksOf({ blocks }: Guide, language: string): [number, Block][] {
  return blocks.filter((block) => block.language === language).map((block) => [block.line, block]);
}

/** The JSON of a block; null if it is empty. */
export function shown({ text }: Block): object | null {
  return text.trim() === '' ? null : (JSON.parse(text) as object);
}

/** A JSON block before the answer holds variables. The answer has `data`, or is still empty. */
function isVariables(block: Block): boolean {
  const value = shown(block);
  if (value !== null && Object.keys(value).length === 0) throw new Error(`The block on line ${block.line} is empty.`);
  return value !== null && !('data' in value);
}

/** Returns the first answer of a subscription. */
async function ask(
  server: LiveServer,
  query: string,
  variables: object,
): Promise<Pick<Response, 'status' | 'data' | 'errors'>> {
  if (!query.startsWith('subscription')) return server.ask(query, variables);
  const reading = server.read(query);
  const { data } = await reading.next();
  reading.leave();
  return { status: 200, data, errors: [] };
}

/** The query with the page's asOf, unless it has one. */
function asOfThen(query: string): string {
  const withAsOf = (field: FieldNode): FieldNode | undefined => {
    const asks =
      field.name.value.startsWith('metrics') ||
      ['metricSeries', 'retention', 'funnel', 'explainChange'].includes(field.name.value);
    const names = field.arguments?.map(({ name }) => name.value) ?? [];
    if (!asks || !names.includes('range') || names.includes('asOf')) return undefined;
    const asOf = {
      kind: Kind.ARGUMENT,
      name: { kind: Kind.NAME, value: 'asOf' },
      value: { kind: Kind.STRING, value: AS_OF },
    } as const;
    return { ...field, arguments: [...(field.arguments ?? []), asOf] };
  };
  return print(visit(parse(query), { Field: { enter: withAsOf } }));
}
