import { liveServer, type LiveServer } from '../live/liveServer';
import { connectHttp, type McpClient } from './connect';
import { roleServer, type RoleServer } from './roleServer';

/** The tools `explain_change` and `funnel`, over HTTP, on a real PostgreSQL. */
const AS_OF = '2026-03-12T09:30:00+08:00';
const RANGE = { from: '2026-03-02', through: '2026-03-08' };
const IN_GRAPHQL = `range: { from: "2026-03-02", through: "2026-03-08" }, asOf: "${AS_OF}"`;
const STEPS = ['new_registrations', 'active_users_daily'];
let server: LiveServer;
let mcp: McpClient;
beforeAll(async () => {
  server = await liveServer();
  mcp = await connectHttp(server.port);
});
afterAll(async () => {
  await mcp.close();
  await server.close();
});

interface PartAnswer {
  readonly label: string;
  readonly current: string | null;
  readonly previous: string | null;
  readonly contribution: string | null;
  readonly rate: string | null;
  readonly mix: string | null;
}

interface StepAnswer {
  readonly entities: number;
  readonly ofFirst: string | null;
  readonly ofPrevious: string | null;
  readonly median: string | null;
}

function linkIn(text: string): string | null {
  const link = /^page: (\S+)$/m.exec(text)?.[1] ?? null;
  if (link !== null) expect(new URL(link).origin).toBe(`http://127.0.0.1:${server.port}`);
  return link === null ? null : link.slice(new URL(link).origin.length);
}

test('the parts of a change are those of the API, with all dimensions that explain it but ids', async () => {
  const { text, isError } = await mcp.call('explain_change', { metric: 'tasks', range: RANGE, asOf: AS_OF });
  expect(isError).toBe(false);
  const { data } = await server.ask(
    `{ metricCatalog { metric(key: tasks) { explainedBy { key type } } }
      explainChange(metric: tasks, by: [utm_source, task_type], ${IN_GRAPHQL}) {
        overall { formatted previous: formatted(of: PREVIOUS) difference: formatted(of: DIFFERENCE) change: formatted(of: CHANGE) }
        dimensions { dimension { key label } parts {
          label current: formatted(of: CURRENT) previous: formatted(of: PREVIOUS) contribution: formatted(of: CONTRIBUTION) } } } }`,
  );
  const { overall, dimensions } = data!['explainChange'];
  expect(text).toContain(
    `tasks | ${[overall.formatted, overall.previous, overall.difference, overall.change].join(' | ')}\n`,
  );
  const explainedBy = data!['metricCatalog'].metric.explainedBy as readonly { key: string; type: string }[];
  expect(explainedBy).toContainEqual({ key: 'user_id', type: 'ID' });
  const keys = explainedBy.filter(({ type }) => type !== 'ID').map(({ key }) => key);
  expect(keys.sort()).toEqual(['task_type', 'utm_source']);
  expect(text.match(/^by \w+/gm)).toHaveLength(keys.length);
  let from = 0;
  for (const { dimension, parts } of dimensions) {
    const at = text.indexOf(`\nby ${dimension.key} (${dimension.label}); surprise `);
    expect(at).toBeGreaterThan(from);
    from = at;
    for (const part of parts as readonly PartAnswer[]) {
      expect(text).toContain(`\n${[part.label, part.current, part.previous, part.contribution].join(' | ')} | `);
    }
  }
  expect(text).toMatch(/\nwarning NO_DATA_BEFORE: /);
});

test('the parts of a ratio have the effects of its rate and its weight', async () => {
  const question = { metric: 'task_error_rate', by: ['task_type'], top: 2 };
  const { text } = await mcp.call('explain_change', { ...question, range: RANGE, asOf: AS_OF });
  const { data } = await server.ask(
    `{ explainChange(metric: task_error_rate, by: [task_type], top: 2, ${IN_GRAPHQL}) { dimensions { parts {
        label contribution: formatted(of: CONTRIBUTION) rate: formatted(of: RATE_EFFECT) mix: formatted(of: MIX_EFFECT) } } } }`,
  );
  const parts = data!['explainChange'].dimensions[0].parts as readonly PartAnswer[];
  expect(parts.map(({ label }) => label)).toContain('Others');
  const lines = text.split('\n');
  for (const { label, contribution, rate, mix } of parts) {
    const line = lines.find((one) => one.startsWith(`${label} | `))!;
    expect(line).toContain(` | ${contribution} | `);
    expect(line.endsWith(` | ${rate} | ${mix}`)).toBe(true);
  }
});

test('a running range is said, and so is one without a change to explain', async () => {
  const running = { last: 1, unit: 'WEEK', includeCurrent: true };
  const { text } = await mcp.call('explain_change', { metric: 'tasks', range: running, asOf: AS_OF });
  expect(text).toContain('not over yet, so the numbers will change');
  const question = { metric: 'tasks', range: RANGE, asOf: '2026-03-01T00:00:00Z' };
  expect((await mcp.call('explain_change', question)).text).toContain('warning NOT_EXPLAINED: ');
});

test('changes that nothing explains have a hint', async () => {
  expect(await mcp.call('explain_change', { metric: 'median_payment' })).toEqual({
    isError: true,
    text: expect.stringMatching(/^NOT_EXPLAINABLE: .*median_payment[^]*hint: /),
  });
  expect(await mcp.call('explain_change', { metric: 'active_users_daily', by: ['task_type'] })).toEqual({
    isError: true,
    text: expect.stringMatching(/^DIMENSION_NOT_ADDITIVE: [^]*hint: Use one of utm_source/),
  });
  const { text } = await mcp.call('describe_metric', { metric: 'median_payment' });
  expect(text).toContain('dimensions that explain its change: none');
});

test('a funnel has the numbers of the API, by time and group', async () => {
  const question = { steps: STEPS, grain: 'WEEK', groupBy: ['utm_source'], range: RANGE, asOf: AS_OF };
  const { text, isError } = await mcp.call('funnel', question);
  expect(isError).toBe(false);
  expect(text).toContain('counts user_id (User), each once in a bucket\ntime | utm_source | step | reached | ');
  const { data } = await server.ask(
    `{ funnel(steps: [${STEPS.join(', ')}], within: { count: 7, unit: DAY }, grain: WEEK, groupBy: [utm_source], ${IN_GRAPHQL}) {
        rows { time { label } label steps { metric { key } entities
          ofFirst: formatted(of: OF_FIRST) ofPrevious: formatted(of: OF_PREVIOUS) median: formatted(of: MEDIAN) } } } }`,
  );
  const { rows } = data!['funnel'];
  expect(rows.length).toBeGreaterThan(3);
  for (const { time, label, steps } of rows) {
    for (const [index, key] of STEPS.entries()) {
      const { entities, ofFirst, ofPrevious, median } = steps[index] as StepAnswer;
      const cells = [`${index + 1}. ${key}`, entities, ofFirst ?? '–', ofPrevious ?? '–', median ?? '–'];
      expect(text).toContain(`\n${[time.label, label, ...cells].join(' | ')}\n`);
    }
  }
  expect(text).toContain(`entries can still reach later steps, so the numbers will change: ${rows[0].time.label}`);
});

test('without a grain, the groups with the most entries come first', async () => {
  const { text } = await mcp.call('funnel', { steps: STEPS, groupBy: ['utm_source'], range: RANGE, asOf: AS_OF });
  const entries = [...text.matchAll(/ \| 1\. new_registrations \| (\d+) \| /g)].map(([, number]) => Number(number));
  expect(entries.length).toBeGreaterThan(3);
  expect(entries).toEqual([...entries].sort((one, other) => other - one));
});

test('funnels beyond 200 lines are left out, and the answer says how many', async () => {
  const range = { from: '2026-02-23', through: '2026-03-11' };
  const question = { steps: STEPS, grain: 'DAY', groupBy: ['user_id'], range, asOf: AS_OF };
  const { text } = await mcp.call('funnel', question);
  expect(text.match(/ \| \d\. /g)).toHaveLength(200);
  expect(text).toMatch(/\n… \d+ more funnels\. Ask for /);
});

test('funnels that cannot be have a hint', async () => {
  expect(await mcp.call('funnel', { steps: ['new_registrations', 'tasks'] })).toEqual({
    isError: true,
    text: expect.stringMatching(/^NOT_AN_AUDIENCE: [^]*hint: Use one of .*active_users_daily/),
  });
  expect(await mcp.call('funnel', { steps: STEPS, within: { count: 401, unit: 'DAY' } })).toEqual({
    isError: true,
    text: expect.stringMatching(/^BAD_JOURNEY: [^]*hint: /),
  });
  expect(await mcp.call('funnel', { steps: ['tasks'] })).toMatchObject({ isError: true });
});

test('a question that a page can show has a link to it, and no other has', async () => {
  const linkOf = async (tool: string, args: Record<string, unknown>) => {
    const { text, isError } = await mcp.call(tool, args);
    expect([args, isError]).toEqual([args, false]);
    return linkIn(text);
  };
  const explain = (args: object) => linkOf('explain_change', { metric: 'tasks', ...args });
  const funnel = (args: object) => linkOf('funnel', { steps: STEPS, ...args });
  expect([await explain({}), await explain({ range: { last: 12, unit: 'MONTH' }, by: ['task_type'] })]).toEqual([
    '/why?metric=tasks&range=7d',
    '/why?metric=tasks&range=12m',
  ]);
  expect([
    await funnel({}),
    await funnel({ range: { last: 12, unit: 'WEEK' }, within: { count: 90, unit: 'MINUTE' } }),
  ]).toEqual([
    '/funnel?steps=new_registrations%2Cactive_users_daily&range=30d&within=7d',
    '/funnel?steps=new_registrations%2Cactive_users_daily&range=12w&within=90m',
  ]);
  const others: readonly object[] = [
    { range: RANGE },
    { range: { last: 8, unit: 'DAY' } },
    { range: { last: 7, unit: 'DAY', includeCurrent: true } },
    { where: { utm_source: { eq: 'google' } } },
    { timeZone: 'Europe/Berlin' },
    { asOf: AS_OF },
  ];
  for (const args of others) expect([args, await explain(args), await funnel(args)]).toEqual([args, null, null]);
  for (const args of [{ by: ['user_id'] }, { top: 3 }, { compare: { shift: 1, unit: 'YEAR' } }]) {
    expect([args, await explain(args)]).toEqual([args, null]);
  }
  expect(await funnel({ grain: 'WEEK' })).toBeNull();
});

describe('for a role that sees few metrics and rows', () => {
  let roles: RoleServer;
  let all: McpClient;
  let narrow: McpClient;
  beforeAll(async () => {
    roles = await roleServer(STEPS);
    all = await connectHttp(roles.server.port, { 'x-api-key': roles.key });
    narrow = await connectHttp(roles.server.port, { 'x-api-key': roles.narrow });
  });
  afterAll(async () => {
    await all.close();
    await narrow.close();
    await roles.close();
  });

  test('a change has the parts of the visible rows', async () => {
    const question = { metric: 'new_registrations', by: ['utm_source'], range: RANGE, asOf: AS_OF };
    const whole = await all.call('explain_change', question);
    const part = await narrow.call('explain_change', question);
    const google = /^google \| .*$/m.exec(whole.text)![0].split(' | ').slice(0, 4);
    expect(whole.text).toContain('\nDirect | ');
    expect(part.text).toContain(`\n${google.join(' | ')} | 100%`);
    expect(part.text).not.toContain('\nDirect | ');
    expect(await narrow.call('explain_change', { ...question, metric: 'tasks' })).toMatchObject({ isError: true });
  });

  test('without `by`, the visible dimensions explain', async () => {
    const { text } = await narrow.call('explain_change', { metric: 'new_registrations', range: RANGE, asOf: AS_OF });
    expect(text.match(/^by \w+/gm)).toEqual(['by utm_source']);
    const byId = { metric: 'new_registrations', by: ['user_id'] };
    expect(await all.call('explain_change', byId)).toMatchObject({ isError: false });
    expect(await narrow.call('explain_change', byId)).toMatchObject({ isError: true });
    const { text: described } = await narrow.call('describe_metric', { metric: 'new_registrations' });
    expect(described).toContain('dimensions that explain its change: utm_source\n');
  });

  test('the page of funnels has no metric whose entity is hidden, so there is no link', async () => {
    expect((await all.call('funnel', { steps: STEPS })).text).toContain('\npage: ');
    const { text, isError } = await narrow.call('funnel', { steps: STEPS });
    expect(isError).toBe(false);
    expect(text).not.toMatch(/page: |user_id/);
  });

  test('a metric that is out of use is answered, and has no link', async () => {
    const links = async (metric: string) => {
      const asked = [
        await all.call('explain_change', { metric }),
        await all.call('funnel', { steps: [metric, 'active_users_daily'] }),
      ];
      return asked.map(({ text, isError }) => [isError, text.includes('\npage: ')]);
    };
    const [linked, unlinked] = [
      [false, true],
      [false, false],
    ];
    expect(await links('new_registrations')).toEqual([linked, linked]);
    expect(await links('signups')).toEqual([unlinked, unlinked]);
  });

  test('a funnel counts the visible rows', async () => {
    const question = { steps: STEPS, range: RANGE, asOf: AS_OF };
    const entriesIn = ({ text }: { readonly text: string }) => Number(/1\. new_registrations \| (\d+)/.exec(text)![1]);
    const [whole, part] = [await all.call('funnel', question), await narrow.call('funnel', question)];
    expect(entriesIn(part)).toBeGreaterThan(0);
    expect(entriesIn(part)).toBeLessThan(entriesIn(whole));
    const hidden = { ...question, steps: ['new_registrations', 'task_users_daily'] };
    expect(await all.call('funnel', hidden)).toMatchObject({ isError: false });
    expect(await narrow.call('funnel', hidden)).toMatchObject({ isError: true });
  });
});
