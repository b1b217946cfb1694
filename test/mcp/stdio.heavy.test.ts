import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import path from 'node:path';
import { ROOT } from '../cli/spawnCli';
import { liveServer } from '../live/liveServer';
import { productDatabase } from '../postgres/productDatabase';
import { connect } from './connect';
import { roleServer } from './roleServer';

/** `metergate mcp` as an assistant starts it: a process that speaks over its input and output. */
const AS_OF = '2026-03-12T09:30:00+08:00';
const QUESTION = { metrics: ['tasks'], range: { from: '2026-02-23', through: '2026-03-08' }, asOf: AS_OF };

function started(args: readonly string[], env: Record<string, string>) {
  return connect(
    new StdioClientTransport({
      command: process.execPath,
      args: [path.join(ROOT, 'bin/metergate.cjs'), 'mcp', ...args],
      env: { PATH: process.env['PATH']!, ...env },
      stderr: 'ignore',
    }),
  );
}

test('with a database of its own, and beside a gateway: the same numbers', async () => {
  const database = await productDatabase();
  const server = await liveServer();
  const own = await started([], { DATABASE_URL: database.url });
  const remote = await started(['--url', `http://127.0.0.1:${server.port}`], {});
  try {
    expect((await own.call('find_metrics', { search: 'tasks' })).text).toContain('task_error_rate');
    const asked = await own.call('query_metrics', QUESTION);
    expect(asked).toEqual({ isError: false, text: expect.stringContaining('tasks | 27') });
    const beside = await remote.call('query_metrics', QUESTION);
    expect(beside.text).toMatch(new RegExp(`^${asked.text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}\nchart: http://127`));
  } finally {
    await own.close();
    await remote.close();
    await server.close();
    await database.drop();
  }
});

test('changes and funnels too, and the links are those of the gateway', async () => {
  const database = await productDatabase();
  const server = await liveServer();
  const own = await started([], { DATABASE_URL: database.url });
  const remote = await started(['--url', server.httpUrl.replace('/graphql', '')], {});
  const explain = { metric: 'tasks', by: ['task_type'] };
  const funnel = { steps: ['new_registrations', 'active_users_daily'] };
  const { range, asOf } = QUESTION;
  try {
    for (const [tool, question] of [
      ['explain_change', explain],
      ['funnel', funnel],
    ] as const) {
      const asked = await own.call(tool, { ...question, range, asOf });
      expect(asked).toEqual({ isError: false, text: expect.stringMatching(/tasks \| 27 |new_registrations \| \d/) });
      expect(await remote.call(tool, { ...question, range, asOf })).toEqual(asked);
      expect((await own.call(tool, question)).text).not.toContain('page: ');
      expect((await remote.call(tool, question)).text).toContain(`\npage: http://127.0.0.1:${server.port}/`);
    }
  } finally {
    await own.close();
    await remote.close();
    await server.close();
    await database.drop();
  }
});

test('with a key, changes and funnels are those of its role', async () => {
  const roles = await roleServer(['new_registrations', 'active_users_daily']);
  const mcp = await started(['--url', roles.server.httpUrl.replace('/graphql', '')], { METERGATE_KEY: roles.narrow });
  const { range, asOf } = QUESTION;
  try {
    const { text } = await mcp.call('explain_change', { metric: 'new_registrations', range, asOf });
    expect(text.match(/^by \w+/gm)).toEqual(['by utm_source']);
    expect(text).not.toContain('\nDirect | ');
    expect(await mcp.call('explain_change', { metric: 'tasks', range, asOf })).toMatchObject({ isError: true });
    const steps = ['new_registrations', 'active_users_daily'];
    expect(await mcp.call('funnel', { steps, range, asOf })).toMatchObject({ isError: false });
    expect(await mcp.call('funnel', { steps: [...steps, 'task_users_daily'] })).toMatchObject({ isError: true });
  } finally {
    await mcp.close();
    await roles.close();
  }
});

test('a gateway that does not answer is said', async () => {
  const mcp = await started(['--url', 'http://127.0.0.1:1'], {});
  expect(await mcp.call('find_metrics')).toEqual({
    isError: true,
    text: expect.stringMatching(/^UNREACHABLE: .*\nhint: /),
  });
  await mcp.close();
});
