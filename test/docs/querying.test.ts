import { isDeepStrictEqual } from 'node:util';
import { productDatabase } from '../postgres/productDatabase';
import { callCli } from '../cli/callCli';
import { compactJson } from '../graphql/compactJson';
import { liveServer, type LiveServer } from '../live/liveServer';
import type { FreshDatabase } from '../postgres/freshDatabase';
import { openGuide } from './guide';
import { AS_OF, answerTo, blocksOf, exportOf, questionsOf, shown } from './queryingGuide';
import { words } from './shellWords';

/**
 * Each query of docs/guide-querying.md runs on the real server over test/fixtures/data.sql, and
 * each answer on the page is the real one. If one differs, find out why;
 * `UPDATE_DOCS=1 npx jest docs/querying` updates the page.
 */
const guide = openGuide('guide-querying.md');

let server: LiveServer;
let database: FreshDatabase;
beforeAll(async () => {
  [server, database] = await Promise.all([liveServer(), productDatabase()]);
});
afterAll(async () => {
  guide.save();
  await Promise.all([server.close(), database.drop()]);
});

const questions = questionsOf(guide);

test('the page has more than 20 queries, and every block is checked', () => {
  expect(questions.length).toBeGreaterThan(20);
  const languages = [...new Set(guide.blocks.map(({ language }) => language))].sort();
  expect(languages).toEqual(['console', 'csv', 'graphql', 'json', 'jsonc', 'ndjson', 'sh']);
});

test.each(questions.map((question) => [question.query.line, question] as const))(
  'the query on line %i returns the answer that the page shows',
  async (_line, question) => {
    const found = await answerTo(server, question);
    if (question.answer === null) return expect(found.errors).toBeUndefined();
    const expected = shown(question.answer);
    // Compares values, because prettier formats the JSON of the page.
    if (isDeepStrictEqual(expected, JSON.parse(JSON.stringify(found)))) return;
    if (expected === null || process.env['UPDATE_DOCS'] === '1') guide.hold(question.answer, compactJson(found, 116));
    else expect(expected).toEqual(found);
  },
);

/** The body of a request for an export, and the file that the page shows below it. */
test.each(blocksOf(guide, 'sh').filter(([, { text }]) => text.includes('/export.')))(
  'the export on line %i is the file that the page shows',
  async (_line, block) => {
    guide.hold(guide.blocks[guide.blocks.indexOf(block) + 1]!, await exportOf(server, block));
  },
);

test.each(blocksOf(guide, 'sh').filter(([, { text }]) => text.includes('/graphql')))(
  'the request on line %i has no errors',
  async (_line, { text }) => {
    const { query } = JSON.parse(/-d '([^']*)'/.exec(text)![1]!) as { query: string };
    const { errors } = await server.ask(query);
    expect(errors).toEqual([]);
  },
);

test.each(blocksOf(guide, 'console'))('the command on line %i prints what the page shows', async (_line, block) => {
  const line = /^\$ metergate (.*)\n/.exec(block.text)![1]!;
  const { code, out, told } = await callCli([...words(line), '--as-of', AS_OF], { DATABASE_URL: database.url });
  expect(code).toBe(0);
  guide.hold(block, `$ metergate ${line}\n${told}${out}`);
});
