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

/** A product of a test's own: its tables in a database, and what its registry says of them. */
export interface House {
  readonly gateway: Gateway;
  answer(request: Omit<MetricRequest, 'range'> & { range?: MetricRequest['range'] }): Promise<Answer>;
  /** Rows as `date|group … → number …`, a number that there is none of as its status. */
  ask(request: Parameters<House['answer']>[0]): Promise<string[]>;
  execute(text: string): Promise<void>;
  close(): Promise<void>;
}

/** The moment of answers that say no other. */
export const NOW = Date.parse('2026-06-30T12:00:00Z');

/** The registry of some tables, dimensions and metrics; metrics have a label and a group given to them. */
export function registryOf(model: string): Registry {
  const directory = mkdtempSync(join(tmpdir(), 'house-'));
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

/** The tables that `ddl` makes and fills. Throws where the registry does not fit them. */
export async function openHouse(model: string, ddl: string): Promise<House> {
  const registry = registryOf(model);
  const database = await freshDatabase();
  const owner = new Client({ connectionString: database.url });
  await owner.connect();
  await owner.query(ddl);
  const engine = await openPostgres(database.url);
  const problems = await engine.check(registry);
  if (problems.length > 0) throw new Error(problems.join('\n'));
  const gateway = await connect(registry, engine);
  const answer: House['answer'] = (request) =>
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
