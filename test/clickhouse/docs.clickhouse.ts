import { callCli } from '../cli/callCli';
import { openGuide } from '../docs/guide';
import { AS_OF, answerTo, blocksOf, exportOf, questionsOf, shown } from '../docs/queryingGuide';
import { words } from '../docs/shellWords';
import { liveServer, type LiveServer } from '../live/liveServer';
import { bothServers, type BothServers } from './bothServers';

// The answers of docs/guide-querying.md are those of ClickHouse, too.

const guide = openGuide('guide-querying.md');
let both: BothServers<LiveServer>;
beforeAll(async () => {
  both = await bothServers({}, undefined, liveServer);
});
afterAll(() => both.close());

test.each(questionsOf(guide).map((question) => [question.query.line, question] as const))(
  'the query on line %i',
  async (_line, question) => {
    const found = await answerTo(both.clickhouse, question);
    if (question.answer === null) expect(found.errors).toBeUndefined();
    else expect(ofAnyDatabase(found)).toEqual(ofAnyDatabase(shown(question.answer)));
  },
);

test.each(blocksOf(guide, 'sh').filter(([, { text }]) => text.includes('/export.')))(
  'the export on line %i',
  async (_line, block) => {
    const file = guide.blocks[guide.blocks.indexOf(block) + 1]!;
    expect(await exportOf(both.clickhouse, block)).toBe(file.text);
  },
);

test.each(blocksOf(guide, 'console'))('the command on line %i', async (_line, block) => {
  const line = /^\$ metergate (.*)\n/.exec(block.text)![1]!;
  const { code, out, told } = await callCli([...words(line), '--as-of', AS_OF], { DATABASE_URL: both.copied.url });
  expect([code, `$ metergate ${line}\n${told}${out}`]).toEqual([0, block.text]);
});

test('no answer was INTERNAL', () => expect(both.clickhouse.internal).toEqual([]));

/** Each database has a name, SQL, parameters and, in these tests, a deadline of its own. */
function ofAnyDatabase(answer: unknown): unknown {
  const own = ['engine', 'sql', 'literalSql', 'parameters', 'timeoutMs'];
  return JSON.parse(JSON.stringify(answer, (key, value: unknown) => (own.includes(key) ? key : value)));
}
