import { Client } from 'pg';
import { startSoaked, type SoakedServer } from '../soak/served';
import { markdown } from '../report';
import { freeModel } from './freeModel';
import { subscribe, type LiveFigures } from './live';
import type { Counted } from './questions';
import { reload, type Reloads } from './reload';
import { startWriter } from './writer';

const SECONDS = 15;
const ROWS_PER_SECOND = 200;
const LIVE_ROWS_PER_SECOND = 50;
const DAY_MS = 86_400_000;

/**
 * Measures many viewers of one dashboard while rows are written: clients that reload it, and
 * clients that subscribe to its questions. The data at `url` end now.
 */
export async function measureViewers(url: string): Promise<string> {
  const model = freeModel();
  try {
    const server = await startSoaked({
      DATABASE_URL: url,
      MODEL_DIRECTORY: model.path,
      PORT: '0',
      LOG_LEVEL: 'error',
      WARM_DASHBOARDS: '0',
    });
    try {
      const reloads = [
        { name: 'every answer as new as the data', ...(await measureReloads(server, url, 0)) },
        { name: 'an answer may be 10 s old', ...(await measureReloads(server, url, 10_000)) },
      ];
      const live = await measureLive(server, url);
      return `${reloadTable(reloads)}\n${liveTable(live)}`;
    } finally {
      await server.stop();
    }
  } finally {
    model.remove();
  }
}

interface Measured {
  readonly statements: number;
}

async function measureReloads(server: SoakedServer, url: string, maxAgeMs: number): Promise<Reloads & Measured> {
  // An answer of the part before may lack rows that `base` counts.
  await fetch(`${server.url}/cache/clear`, { method: 'POST', headers: { 'metergate-operator': '1' } });
  const { counted, base } = await counting(url);
  const writer = await startWriter(url, ROWS_PER_SECOND);
  try {
    const before = await statements(server);
    const reloads = await reload({ url: server.url, writer, counted, base, maxAgeMs, seconds: SECONDS });
    return { ...reloads, statements: (await statements(server)) - before };
  } finally {
    await writer.stop();
  }
}

async function measureLive(server: SoakedServer, url: string): Promise<LiveFigures & Measured> {
  const { counted, base } = await counting(url);
  const writer = await startWriter(url, LIVE_ROWS_PER_SECOND);
  let before = 0;
  const onBegun = async () => void (before = await statements(server));
  const figures = await subscribe({ url: server.url, writer, counted, base, seconds: SECONDS, onBegun });
  return { ...figures, statements: (await statements(server)) - before };
}

/** The range in which rows are counted, and their number before a writer begins. */
async function counting(url: string): Promise<{ counted: Counted; base: number }> {
  const date = (at: number) => new Date(at).toISOString().slice(0, 10);
  const counted = { from: date(Date.now() - DAY_MS), to: date(Date.now() + 2 * DAY_MS) };
  const client = new Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ count: string }>(
    `SELECT count(*) FROM task_generate_log
     WHERE created_at >= $1::timestamp AT TIME ZONE 'Asia/Shanghai' AND created_at < $2::timestamp AT TIME ZONE 'Asia/Shanghai'`,
    [counted.from, counted.to],
  );
  await client.end();
  return { counted, base: Number(rows[0]!.count) };
}

/** The statements that the server has run. */
async function statements({ url }: SoakedServer): Promise<number> {
  const figures = await (await fetch(`${url}/metrics`)).text();
  const counts = [...figures.matchAll(/^metergate_statement_seconds_count\{[^}]*\} (\d+)$/gm)];
  return counts.reduce((sum, [, count]) => sum + Number(count), 0);
}

function reloadTable(reloads: readonly (Reloads & Measured & { readonly name: string })[]): string {
  const rows = reloads.map(({ name, durations, behind, kept, wrong, failed, statements: run }) => [
    name,
    String(durations.length),
    percentile(durations, 0.5).toFixed(0),
    percentile(durations, 0.95).toFixed(0),
    (run / SECONDS).toFixed(1),
    percentile(behind, 0.95).toFixed(0),
    String(kept),
    String(failed),
    String(wrong),
  ]);
  const title = `## 50 clients reload the overview every 5 s, ${ROWS_PER_SECOND} rows a second are written\n\n`;
  return `${title}${markdown([['', 'reloads', 'p50 ms', 'p95 ms', 'statements a second', 'moment before the request, p95 ms', 'kept', 'failed', 'wrong'], ...rows])}\n`;
}

function liveTable({ subscribers, answers, delays, statements: run, wrong, behind }: LiveFigures & Measured): string {
  const title = `## ${subscribers.toLocaleString('en')} subscribers of 20 questions, ${LIVE_ROWS_PER_SECOND} rows a second are written\n\n`;
  const head = [
    'answers a second',
    'statements a second',
    'p50 ms after the commit',
    'p95 ms',
    'wrong',
    'behind at the end',
  ];
  const figures = [
    (answers / SECONDS).toFixed(0),
    (run / SECONDS).toFixed(1),
    percentile(delays, 0.5).toFixed(0),
    percentile(delays, 0.95).toFixed(0),
    String(wrong),
    String(behind),
  ];
  return `${title}${markdown([head, figures])}\n`;
}

function percentile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? NaN;
}
