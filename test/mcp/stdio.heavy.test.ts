import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import path from 'node:path';
import { ROOT } from '../cli/spawnCli';
import { liveServer } from '../live/liveServer';
import { productDatabase } from '../postgres/productDatabase';
import { connect } from './connect';

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

test('a gateway that does not answer is said', async () => {
  const mcp = await started(['--url', 'http://127.0.0.1:1'], {});
  expect(await mcp.call('find_metrics')).toEqual({
    isError: true,
    text: expect.stringMatching(/^UNREACHABLE: .*\nhint: /),
  });
  await mcp.close();
});
