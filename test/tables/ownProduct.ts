import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { answerQuery } from '../../src/answer/answerQuery';
import type { Answer } from '../../src/answer/answer';
import { connect, type Gateway } from '../../src/answer/gateway';
import { openPostgres } from '../../src/engine/postgres/open';
import { checkQuery } from '../../src/query/checkQuery';
import type { MetricRequest } from '../../src/query/request';
import { loadRegistry } from '../../src/registry/load';
import type { Registry } from '../../src/model/registry';
import { freshDatabase } from '../postgres/freshDatabase';

/** A product for one test: its tables in a database, and a registry for them. */
export interface OwnProduct {
  readonly gateway: Gateway;
  answer(request: Omit<MetricRequest, 'range'> & { range?: MetricRequest['range'] }): Promise<Answer>;
  /** Rows as `date|group … → number …`. A missing number is shown as its status. */
  ask(request: Parameters<OwnProduct['answer']>[0]): Promise<string[]>;
  execute(text: string): Promise<void>;
  close(): Promise<void>;
}

/** The asOf of queries that set none. */
export const NOW = Date.parse('2026-06-30T12:00:00Z');

/**
 * The registry of some tables, dimensions and metrics. Adds the labels and groups that it needs.
 */
export function registryOf(model: string): Registry {
  const directory = mkdtempSync(join(tmpdir(), 'product-'));
  const common = 'timeZone: UTC\ngroups: { all: { label: { en: All, zh: 所有 } } }\n';
  const labelled = model.replace(/^( {2}\w+: )\{ (numerator|column|type)/gm, (_, key: string, field: string) =>
    field === 'numerator'
      ? `${key}{ label: { en: M, zh: 指标 }, group: all, numerator`
      : `${key}{ label: { en: D, zh: 维度 }, ${field}`,
  );
  try {
    writeFileSync(join(directory, 'model.yaml'), common + labelled);
    return loadRegistry(directory);
  } finally {
    rmSync(directory, { recursive: true });
  }
}

/** Makes the tables of `ddl` and opens a gateway. Throws if the registry does not fit them. */
export async function openProduct(model: string, ddl: string): Promise<OwnProduct> {
  const registry = registryOf(model);
  const database = await freshDatabase();
  const owner = new Client({ connectionString: database.url });
  await owner.connect();
  await owner.query(ddl);
  const engine = await openPostgres(database.url);
  const problems = await engine.check(registry);
  if (problems.length > 0) throw new Error(problems.join('\n'));
  const gateway = await connect(registry, engine);
  const answer: OwnProduct['answer'] = (request) =>
    answerQuery(gateway, checkQuery(registry, { range: { from: '2026-05-01', to: '2026-06-01' }, ...request }, NOW));
  return {
    gateway,
    answer,
    ask: async (request) => (await answer(request)).rows.map((row) => written(row, request)),
    execute: async (text) => void (await owner.query(text)),
    async close() {
      await engine.close();
      await owner.end();
      await database.drop();
    },
  };
}

function written(
  { time, by, cells }: Answer['rows'][number],
  { metrics, grain, groupBy }: Partial<MetricRequest>,
): string {
  const date =
    grain === undefined || grain === null ? [] : [new Date(time.start).toISOString().replace(/:00\.000Z|\.000Z/, '')];
  const keys = (groupBy ?? []).map((key) => by[key] ?? 'null');
  const numbers = metrics!.map((key) => cells[key]!.decimal ?? cells[key]!.status);
  return `${[...date, ...keys].join('|')} → ${numbers.join(' ')}`.trim();
}
