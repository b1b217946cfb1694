import { callCli } from '../cli/callCli';
import { forItself } from '../../src/engine/asker';
import { gatewayServer } from '../graphql/gatewayServer';
import { copiedEngine, type CopiedEngine } from './copied';

// A statement that `metergate sql --literal` prints runs in any client, with its own settings.

let copied: CopiedEngine;
beforeAll(async () => {
  const source = await gatewayServer();
  copied = await copiedEngine(source.registry, source.url!);
  await source.close();
});
afterAll(() => copied.close());

const AS_OF = ['--as-of', '2026-03-12T09:30:00+08:00'];

test.each([
  ['one number', ['tasks', '--last', '7']],
  [
    'rows with totals, filled by group',
    ['tasks', 'retention_day_1', '--grain', 'day', '--group-by', 'utm_source', '--totals'],
  ],
  ['groups beside all others', ['active_users_daily', '--group-by', 'task_type', '--top', '2', '--others']],
] as const)('%s', async (_name, question) => {
  const env = { DATABASE_URL: copied.url };
  const { code, out, told } = await callCli(['sql', ...question, ...AS_OF, '--literal', '--no-database'], env);
  expect([code, told]).toEqual([0, expect.stringContaining('none was looked at')]);
  const without = out.replace(/\nsettings\n[^]*/, '');
  expect(without).not.toBe(out);
  const rows = await copied.ask(out.trimEnd().replace(/;$/, ''));
  const sent = await copied.engine.run({ text: without, parameters: [] }, forItself(100_000));
  expect(rows.map((row) => row.map(text))).toEqual(sent);
});

/** A value of JSON as the engine has it. */
function text(value: unknown): string | null {
  if (typeof value === 'boolean') return value ? 't' : 'f';
  return value === null ? null : String(value);
}
