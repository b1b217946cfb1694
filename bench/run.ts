import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { connect, type Gateway } from '../src/answer/gateway';
import { openPostgres } from '../src/engine/postgres/open';
import type { DemoCounts } from '../src/database/demo/load';
import { loadRegistry } from '../src/registry/load';
import { benchClickhouse } from './clickhouse/run';
import { multiply } from './copies';
import { fill } from './data';
import { compareAlone, compareOverview, compareTogether, compareYear, type Comparison } from './experiments';
import { measureBigRegistry } from './bigRegistry';
import { explain } from './explain';
import { compareWindows } from './kinds';
import { readOptions, type Options } from './options';
import { THIRTEEN } from './questions';
import { compareComparisons, compareMerged, compareTotals, measureRows } from './language';
import { header, table } from './report';
import { replaceBySingle } from './singleIndexes';
import { openDatabase } from './server';
import { measureKept } from './kept';
import { measureSettled } from './settled';
import { measureViewers } from './viewers/run';

/** Two range joins: days with active user-days, and days with rows that an index finds. */
const RANGE_JOINS = ['active_users_weekly.range_join', 'active_users_weekly.indexed_range_join'];

/** Parts that are measured at a server, over data that end now. */
const SERVED: Readonly<Record<string, (url: string) => Promise<string>>> = {
  viewers: measureViewers,
  kept: measureKept,
  settled: measureSettled,
};

async function main(): Promise<void> {
  const options = readOptions();
  if (options === null) return;
  const database = await openDatabase();
  try {
    const served = SERVED[options.only ?? ''];
    if (served !== undefined) {
      await fill(database.url, Date.now());
      return void process.stdout.write(await served(database.url));
    }
    const counts = await filled(database.url, options);
    const registry = loadRegistry(path.join(__dirname, '../schema/model'));
    const gateway = await connect(registry, await openPostgres(database.url, { connections: 1 }));
    try {
      if (options.explain !== null) return void process.stdout.write(await explain(gateway, options.explain));
      if (options.clickhouse) return void (await benchClickhouse(gateway, database.url, options));
      const report = `${await header(gateway, counts)}\n${await measure(gateway, options)}`;
      process.stdout.write(report);
      if (options.only === null) writeFileSync(path.join(__dirname, `${reportName(options)}.md`), report);
    } finally {
      await gateway.engine.close();
    }
  } finally {
    await database.close();
  }
}

/** Fills the tables as the options say. ClickHouse makes copies of its own. */
async function filled(url: string, { size, indexes, clickhouse }: Options): Promise<DemoCounts> {
  const counts = await fill(url);
  const all = size === '10m' && !clickhouse ? await multiply(url, 10) : counts;
  if (indexes === 'single') await replaceBySingle(url);
  return all;
}

function reportName({ size, indexes }: Options): string {
  return ['last', ...(size === '1m' ? [] : [size]), ...(indexes === 'demo' ? [] : [indexes])].join('-');
}

async function measure(gateway: Gateway, { only, size, indexes }: Options): Promise<string> {
  const alone: Comparison[] = [];
  const limit = indexes === 'demo' ? 1.3 : 1.5;
  if (only === 'language') return (await measureLanguage(gateway)).join('\n');
  if (only === 'kinds') return (await measureKinds(gateway)).join('\n');
  for (const metric of only === null ? THIRTEEN : [only]) {
    process.stderr.write(`measuring ${metric}\n`);
    alone.push(await compareAlone(gateway, metric, indexes));
  }
  const sections = [
    table(
      'One metric, 90 days by day (retention_week_1: 13 weeks by week)',
      'by hand',
      `≤ ${limit.toFixed(2)}`,
      alone,
      (ratio) => ratio <= limit,
    ),
  ];
  if (only !== null) return sections.join('\n');
  process.stderr.write('measuring many metrics\n');
  const many = [await compareTogether(gateway), await compareOverview(gateway)];
  sections.push(table('Many metrics in one query', 'one by one', '≤ 0.50', many, (ratio) => ratio <= 0.5));
  if (size !== '1m' || indexes !== 'demo') return sections.join('\n');
  process.stderr.write('measuring a year of weekly users\n');
  const year: Comparison[] = [];
  for (const file of RANGE_JOINS) year.push(await compareYear(gateway, file));
  sections.push(
    table('Weekly active users, 365 days by day', 'range join', '≥ 10 × faster', year, (ratio) => ratio <= 1 / 10),
  );
  sections.push(...(await measureLanguage(gateway)));
  sections.push(...(await measureKinds(gateway)));
  return sections.join('\n');
}

async function measureLanguage(gateway: Gateway): Promise<string[]> {
  process.stderr.write('measuring the question language\n');
  const compared = await compareComparisons(gateway);
  const counted = await compareTotals(gateway);
  const merged = await compareMerged(gateway);
  const { whole, statement, rows } = await measureRows(gateway);
  return [
    table('With the period before beside it', 'plain', '≤ 2.20', compared, (ratio) => ratio <= 2.2),
    table('With totals and the number of rows', 'plain', '≤ 1.40', counted, (ratio) => ratio <= 1.4),
    table('Ten fields that agree', 'widest alone', '≤ 1.30', [merged], (ratio) => ratio <= 1.3),
    `## ${rows.toLocaleString('en')} rows of four numbers over HTTP\n\n` +
      `${whole.toFixed(0)} ms, of which the statement takes ${statement.toFixed(0)} ms alone: ${(whole - statement).toFixed(0)} ms beyond it, ` +
      `at most 250 wanted (${whole - statement <= 250 ? 'reached' : 'missed'}).\n`,
  ];
}

async function measureKinds(gateway: Gateway): Promise<string[]> {
  process.stderr.write('measuring windows and a big registry\n');
  const windows = await compareWindows(gateway);
  const { metrics, tables, load, schema, answer } = await measureBigRegistry(gateway);
  const made = load + schema;
  return [
    table('Active users of wider windows, 365 days by day', '7 days', '≤ 1.20', windows, (ratio) => ratio <= 1.2),
    `## ${metrics} metrics over ${tables} tables\n\n` +
      `${load.toFixed(0)} ms to load and check, ${schema.toFixed(0)} ms to build the schema, at most 2,000 wanted together ` +
      `(${made <= 2000 ? 'reached' : 'missed'}).\n`,
    table('Three of its metrics', 'small registry', '≤ 1.10', [answer], (ratio) => ratio <= 1.1),
  ];
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  process.exitCode = 1;
});
