import { writeFileSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import path from 'node:path';
import { connect, type Gateway } from '../../src/answer/gateway';
import type { DemoCounts } from '../../src/database/demo/load';
import { openClickhouse } from '../../src/engine/clickhouse/open';
import { freshClickhouse } from '../../test/clickhouse/server/freshDatabase';
import type { Options } from '../options';
import { THIRTEEN } from '../questions';
import { markdown } from '../report';
import { run } from '../experiments';
import { fillClickhouse } from './fill';
import { measureAlone, measureOverview, measureTogether, measureYear, type Engines, type Measured } from './measure';

/** Copies of the million tasks. */
const COPIES: { readonly [S in Options['size']]: number } = { '1m': 1, '10m': 10 };

/**
 * Measures ClickHouse with the rows of the PostgreSQL at `url`, and writes a report. With more rows
 * than PostgreSQL has, it compares only with the hand-written SQL.
 */
export async function benchClickhouse(postgres: Gateway, url: string, { only, size }: Options): Promise<void> {
  const database = await freshClickhouse();
  try {
    process.stderr.write('filling ClickHouse\n');
    const counts = await fillClickhouse(url, (statement) => database.write(statement), COPIES[size]);
    const engine = await openClickhouse(database.url, { connections: 1, connectWithinMs: 60_000 });
    try {
      const clickhouse = await connect(postgres.registry, engine);
      const engines: Engines = { clickhouse, postgres: COPIES[size] === 1 ? postgres : null };
      const report = `${await header(clickhouse, counts)}\n${await measure(engines, only)}`;
      process.stdout.write(report);
      if (only === null)
        writeFileSync(path.join(__dirname, `../last-clickhouse${size === '1m' ? '' : `-${size}`}.md`), report);
    } finally {
      await engine.close();
    }
  } finally {
    await database.drop();
  }
}

async function measure(engines: Engines, only: string | null): Promise<string> {
  const single: Measured[] = [];
  for (const metric of only === null ? THIRTEEN : [only]) {
    process.stderr.write(`measuring ${metric}\n`);
    single.push(await measureAlone(engines, metric));
  }
  if (only === null) single.push(await measureYear(engines));
  const sections = [table('One metric, 90 days by day', 'by hand', 1.3, single)];
  if (only === null) {
    process.stderr.write('measuring many metrics\n');
    const many = [await measureTogether(engines), await measureOverview(engines)];
    sections.push(table('Many metrics in one query', 'one by one', 0.5, many));
  }
  return sections.join('\n');
}

async function header(gateway: Gateway, counts: DemoCounts): Promise<string> {
  const [[version]] = (await run(gateway, { text: 'select version()', parameters: [] })) as [[string]];
  const rows = Object.entries(counts).map(([name, count]) => `${name}: ${count.toLocaleString('en')}`);
  return [
    '# The last benchmark of ClickHouse',
    '',
    'Written by `npm run bench -- --clickhouse`.',
    '',
    `- ClickHouse ${version}, Node ${process.versions.node}, ${availableParallelism()} cores, load average ${loadavg()[0]!.toFixed(1)} at the start`,
    `- ${rows.join(', ')} rows`,
    '- medians of at least 7 rounds in which all take their turn, after one to warm up; all numbers were compared and are equal',
    '- “only analysed” is the time of `EXPLAIN PLAN` of the gateway’s statement',
    '',
  ].join('\n');
}

function table(title: string, other: string, target: number, measured: readonly Measured[]): string {
  const rows = measured.map(({ name, clickhouse, byHand, analysis, postgres }) => {
    const ratio = clickhouse / byHand;
    const reached = ratio <= target ? 'reached' : 'missed';
    const beside = postgres === null ? ['', ''] : [postgres.toFixed(1), (clickhouse / postgres).toFixed(2)];
    return [name, ...[clickhouse, analysis, byHand].map((ms) => ms.toFixed(1)), ratio.toFixed(2), reached, ...beside];
  });
  const head = [
    '',
    'gateway ms',
    'only analysed ms',
    `${other} ms`,
    'ratio',
    `≤ ${target}`,
    'PostgreSQL ms',
    'of PostgreSQL',
  ];
  return `## ${title}\n\n${markdown([head, ...rows])}\n`;
}
