import { setTimeout as pause } from 'node:timers/promises';
import { startSoaked, type SoakedServer } from './soak/served';
import { markdown } from './report';
import { freeModel } from './viewers/freeModel';

const ROUNDS = 7;
/** Registry text of the promises: what the demo's rows keep, as long as nobody makes them anew. */
const PROMISES: Readonly<Record<string, string>> = {
  user: 'settles: { columns: [utm_source], after: 2, unit: day }',
  task_generate_log: 'settles: { after: 2, unit: day }',
  trade: 'settles: { after: 2, unit: day }',
  user_action_log: 'settles: { after: 2, unit: day }',
};

/** A year by day: weekly users by channel, and numbers that add up. The data end now. */
const QUESTIONS: Readonly<Record<string, string>> = {
  'tasks by channel': 'select: [tasks], groupBy: [utm_source]',
  'weekly active users by channel': 'select: [active_users_weekly], groupBy: [utm_source]',
  'adoption rate': 'select: [adoption_rate]',
};

/**
 * Measures questions about a year with and without settled numbers, in turns: two servers on the
 * same rows, one of whose registries promises that old rows do not change. Answers must be equal.
 */
export async function measureSettled(url: string): Promise<string> {
  const plainModel = freeModel();
  const promisedModel = freeModel({ 'tables.yaml': promised });
  const start = (path: string) =>
    startSoaked({
      DATABASE_URL: url,
      MODEL_DIRECTORY: path,
      PORT: '0',
      LOG_LEVEL: 'error',
      KEPT_ANSWERS_MB: '0',
      WARM_DASHBOARDS: '0',
    });
  const servers: SoakedServer[] = [];
  try {
    servers.push(await start(plainModel.path), await start(promisedModel.path));
    const rows = [];
    for (const [name, args] of Object.entries(QUESTIONS)) {
      process.stderr.write(`measuring ${name}\n`);
      rows.push(await compare(name, args, servers[0]!, servers[1]!));
    }
    const head = ['a year by day', 'plain ms', 'settled ms', 'ratio'];
    return `## Numbers of a year, all but the last days settled\n\n${markdown([head, ...rows])}\n`;
  } finally {
    for (const server of servers) await server.stop();
    plainModel.remove();
    promisedModel.remove();
  }
}

async function compare(name: string, args: string, plain: SoakedServer, settled: SoakedServer): Promise<string[]> {
  // A fixed asOf for both: the clock alone says which buckets are settled.
  const question = (asOf: string) =>
    `{ metricSeries(${args}, range: { last: 365, unit: DAY }, grain: DAY, asOf: "${asOf}") { series { group { value } values } } }`;
  const asOf = new Date().toISOString();
  const expected = await post(plain, question(asOf));
  await warmed(settled, question(asOf), expected);
  const times = { plain: [] as number[], settled: [] as number[] };
  for (let round = 0; round < ROUNDS; round++) {
    // Each round has a moment of its own, as questions of people have.
    const now = new Date().toISOString();
    const took = async (server: SoakedServer, all: number[]) => {
      const began = performance.now();
      const answer = await post(server, question(now));
      all.push(performance.now() - began);
      return answer;
    };
    const [one, other] = [await took(plain, times.plain), await took(settled, times.settled)];
    if (one !== other) throw new Error(`${name}: the answers differ`);
  }
  const [before, after] = [median(times.plain), median(times.settled)];
  return [name, before.toFixed(0), after.toFixed(0), (after / before).toFixed(2)];
}

/** Asks until the time of an answer no longer falls: its numbers are then kept. */
async function warmed(server: SoakedServer, query: string, expected: string): Promise<void> {
  for (let turn = 0; turn < 4; turn++) {
    if ((await post(server, query)) !== expected) throw new Error('the answers differ');
    await idle(server);
  }
}

/** Waits until no statement runs: the missing numbers are computed after an answer. */
async function idle({ url }: SoakedServer): Promise<void> {
  for (let quiet = 0; quiet < 5;) {
    await pause(100);
    const figures = await (await fetch(`${url}/metrics`)).text();
    quiet = /^metergate_statements_running 0$/m.test(figures) ? quiet + 1 : 0;
  }
}

/** The tables of the demo product, with promises. */
function promised(text: string): string {
  return Object.entries(PROMISES).reduce(
    (all, [table, promise]) => all.replace(`\n  ${table}:\n`, `\n  ${table}:\n    ${promise}\n`),
    text,
  );
}

async function post({ url }: SoakedServer, query: string): Promise<string> {
  const body = JSON.stringify({ query });
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  });
  const text = await response.text();
  if (text.includes('"errors"')) throw new Error(text.slice(0, 300));
  return text;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
}
