import { isDeepStrictEqual } from 'node:util';
import { Kind, parse, print, visit, type FieldNode } from 'graphql';
import { productDatabase } from '../postgres/productDatabase';
import { callCli } from '../cli/callCli';
import { compactJson } from '../graphql/compactJson';
import type { Response } from '../graphql/gatewayServer';
import { liveServer, type LiveServer } from '../live/liveServer';
import type { FreshDatabase } from '../postgres/freshDatabase';
import { openGuide, type Block } from './guide';
import { words } from './shellWords';

/**
 * Each query of docs/guide-querying.md runs on the real server over test/fixtures/data.sql, and
 * each answer on the page is the real one. If one differs, find out why;
 * `UPDATE_DOCS=1 npx jest docs/querying` updates the page.
 */
const guide = openGuide('guide-querying.md');
const AS_OF = '2026-03-12T09:30:00+08:00';

let server: LiveServer;
let database: FreshDatabase;
beforeAll(async () => {
  [server, database] = await Promise.all([liveServer(), productDatabase()]);
});
afterAll(async () => {
  guide.save();
  await Promise.all([server.close(), database.drop()]);
});

interface Question {
  readonly query: Block;
  readonly variables: Block | null;
  /** Null: the page shows no answer, and the query must only succeed. */
  readonly answer: Block | null;
}

const questions: Question[] = [];
for (const block of guide.blocks) {
  const last = questions.at(-1);
  if (block.language === 'graphql') questions.push({ query: block, variables: null, answer: null });
  else if (block.language === 'json' && last) {
    const given = isVariables(block) ? { variables: block } : { answer: block };
    questions[questions.length - 1] = { ...last, ...given };
  }
}

test('the page has more than 20 queries, and every block is checked', () => {
  expect(questions.length).toBeGreaterThan(20);
  const languages = [...new Set(guide.blocks.map(({ language }) => language))].sort();
  expect(languages).toEqual(['console', 'csv', 'graphql', 'json', 'ndjson', 'sh']);
});

test.each(questions.map((question) => [question.query.line, question] as const))(
  'the query on line %i returns the answer that the page shows',
  async (_line, question) => {
    const variables = question.variables === null ? {} : (JSON.parse(question.variables.text) as object);
    const { status, data, errors } = await ask(asOfThen(question.query.text), variables);
    expect(status).toBe(200);
    // Positions are left out: the page has other lines than the document.
    const told = errors.map((error) => ({ message: error.message, path: error.path, extensions: error.extensions }));
    if (question.answer === null) return expect(told).toEqual([]);
    const found = { data, ...(told.length > 0 && { errors: told }) };
    const expected = shown(question.answer);
    // Compares values, because prettier formats the JSON of the page.
    if (isDeepStrictEqual(expected, JSON.parse(JSON.stringify(found)))) return;
    if (expected === null || process.env['UPDATE_DOCS'] === '1') guide.hold(question.answer, compactJson(found, 116));
    else expect(expected).toEqual(found);
  },
);

/** Returns the first answer of a subscription. */
async function ask(query: string, variables: object): Promise<Pick<Response, 'status' | 'data' | 'errors'>> {
  if (!query.startsWith('subscription')) return server.ask(query, variables);
  const reading = server.read(query);
  const { data } = await reading.next();
  reading.leave();
  return { status: 200, data, errors: [] };
}

/** The body of a request for an export, and the file that the page shows below it. */
test.each(blocksOf('sh').filter(([, { text }]) => text.includes('/export.')))(
  'the export on line %i is the file that the page shows',
  async (_line, block) => {
    const [, url, sent] = /(\/export\.\S+) .*-d '([^']*)'/.exec(block.text)!;
    const payload = { ...(JSON.parse(sent!) as object), asOf: AS_OF };
    const { statusCode, body } = await server.app.inject({ method: 'POST', url: url!, payload });
    expect(statusCode).toBe(200);
    guide.hold(guide.blocks[guide.blocks.indexOf(block) + 1]!, body);
  },
);

test.each(blocksOf('sh').filter(([, { text }]) => text.includes('/graphql')))(
  'the request on line %i has no errors',
  async (_line, { text }) => {
    const { query } = JSON.parse(/-d '([^']*)'/.exec(text)![1]!) as { query: string };
    const { errors } = await server.ask(query);
    expect(errors).toEqual([]);
  },
);

test.each(blocksOf('console'))('the command on line %i prints what the page shows', async (_line, block) => {
  const line = /^\$ metergate (.*)\n/.exec(block.text)![1]!;
  const { code, out, told } = await callCli([...words(line), '--as-of', AS_OF], { DATABASE_URL: database.url });
  expect(code).toBe(0);
  guide.hold(block, `$ metergate ${line}\n${told}${out}`);
});

function blocksOf(language: string): [number, Block][] {
  return guide.blocks.filter((block) => block.language === language).map((block) => [block.line, block]);
}

/** A JSON block before the answer holds variables. The answer has `data`, or is still empty. */
function isVariables(block: Block): boolean {
  const value = shown(block);
  return value !== null && !('data' in value);
}

function shown({ text }: Block): object | null {
  return text === '' ? null : (JSON.parse(text) as object);
}

/** The query with the page's asOf, unless it has one. */
function asOfThen(query: string): string {
  const withAsOf = (field: FieldNode): FieldNode | undefined => {
    const asks = field.name.value.startsWith('metrics') || field.name.value === 'metricSeries';
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
