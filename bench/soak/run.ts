import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { loadDemo } from '../../src/database/demo/load';
import { dataSource } from '../../src/database/dataSource';
import { openDatabase } from '../server';
import { isFlat, table, type Sample } from './flat';
import { startSoaked, type SoakedServer } from './served';
import { WORK, type Random } from './work';

const HELP = `SOAK_MINUTES=10 npm run soak

Asks a server for many minutes as good and careless clients do: queries, mistakes, exports, streams that are left, new
locales and zones, while its registry is edited. Prints its memory after a forced collection, and fails if that grows by
more than 5 % over the second half, or if a request still counts as open at the end.

SOAK_MINUTES        how long (default 10)
SOAK_SEED           repeats a run's questions; every run prints its seed
BENCH_DATABASE_URL  a PostgreSQL whose user may create databases; without it one is started
`;

const CLIENTS = 6;
const SAMPLES = 40;
const EDIT_EVERY_MS = 5_000;
/** Longer than any deadline of the server. */
const ANSWERED_WITHIN_MS = 45_000;
const ZONE = 'Asia/Shanghai';

async function main(): Promise<void> {
  if (process.argv.includes('--help')) return void process.stdout.write(HELP);
  const minutes = Number(process.env['SOAK_MINUTES'] ?? 10);
  const seed = Number(process.env['SOAK_SEED'] ?? Date.now() % 0x7fffffff);
  if (!(minutes > 0)) throw new Error('SOAK_MINUTES is not a number of minutes.');
  process.stdout.write(`SOAK_MINUTES=${minutes} SOAK_SEED=${seed}\n`);
  const database = await openDatabase();
  const model = copiedModel();
  try {
    await fill(database.url);
    const server = await startSoaked({
      DATABASE_URL: database.url,
      MODEL_DIRECTORY: model.path,
      PORT: '0',
      LOG_LEVEL: 'error',
    });
    const { samples, counts } = await soak(server, model, minutes * 60_000, seed);
    const open = await openRequests(server.url);
    await server.stop();
    process.stdout.write(table(samples, counts));
    if (open !== 0) throw new Error(`${open} requests still count as open.`);
    if (!isFlat(samples)) throw new Error('The memory of the server grows.');
    process.stdout.write('The memory is flat, and no request is open.\n');
  } finally {
    model.remove();
    await database.close();
  }
}

interface Soaked {
  readonly samples: readonly Sample[];
  readonly counts: ReadonlyMap<string, number>;
}

/** Lets clients work until the time is over, and measures the server on the way. */
async function soak(server: SoakedServer, model: CopiedModel, milliseconds: number, seed: number): Promise<Soaked> {
  const began = Date.now();
  const isOver = () => Date.now() - began >= milliseconds;
  const counts = new Map<string, number>();
  const samples: Sample[] = [];
  const running = new Map<number, string>();
  const client = async (index: number) => {
    const random = randomFrom(seed + index);
    const kinds = Object.keys(WORK);
    while (!isOver()) {
      const kind = kinds[random(kinds.length)]!;
      running.set(index, kind);
      await WORK[kind]!(server.url, random);
      running.delete(index);
      counts.set(kind, (counts.get(kind) ?? 0) + 1);
    }
  };
  const measure = async () => {
    for (let index = 1; index <= SAMPLES; index++) {
      await pause(Math.max(0, began + (index * milliseconds) / SAMPLES - Date.now()));
      const { rss, heap } = await server.memory();
      samples.push({ seconds: (Date.now() - began) / 1_000, rss, heap });
      process.stderr.write(`${Math.round((100 * index) / SAMPLES)} %: ${Math.round(rss / 1e6)} MB\n`);
    }
  };
  const edit = async () => {
    for (let index = 0; !isOver(); index++) {
      model.edit(index);
      await pause(EDIT_EVERY_MS);
    }
  };
  const clients = Promise.all(Array.from({ length: CLIENTS }, (_, index) => client(index)));
  await Promise.all([measure(), edit()]);
  const late = pause(ANSWERED_WITHIN_MS).then(() => {
    throw new Error(`Clients still wait for an answer: ${[...running.values()].join(', ')}.`);
  });
  await Promise.race([clients, late]);
  return { samples, counts };
}

/** The requests that count as open, once the last ones have had their time to end. */
async function openRequests(url: string): Promise<number> {
  for (let round = 0; ; round++) {
    const figures = await (await fetch(`${url}/metrics`)).text();
    // The request for the figures is open itself.
    const open = Number(/^metergate_requests_open (\d+)$/m.exec(figures)![1]) - 1;
    if (open === 0 || round === 100) return open;
    await pause(100);
  }
}

async function fill(url: string): Promise<void> {
  const source = dataSource({ url });
  await source.initialize();
  await source.runMigrations();
  const now = new Date();
  const today = new Intl.DateTimeFormat('en-CA', { timeZone: ZONE }).format(now);
  await loadDemo(source, { today, now, timeZone: ZONE });
  await source.destroy();
}

interface CopiedModel {
  readonly path: string;
  /** Changes a definition, so that the server serves a new registry. */
  edit(index: number): void;
  remove(): void;
}

/** The demo product's registry, with limits that let one address ask all the time. */
function copiedModel(): CopiedModel {
  const directory = mkdtempSync(path.join(tmpdir(), 'metergate-soak-'));
  cpSync(path.join(__dirname, '../../schema/model'), directory, { recursive: true });
  const file = path.join(directory, 'model.yaml');
  const text = readFileSync(file, 'utf8').replace('limits:\n', 'limits:\n  costPerMinute: 1000000000\n');
  const edit = (index: number) =>
    writeFileSync(file, text.replace('maxRows: 10000', `maxRows: ${10_000 - (index % 50)}`));
  edit(0);
  return { path: directory, edit, remove: () => rmSync(directory, { recursive: true, force: true }) };
}

/** Random numbers that a seed repeats (mulberry32). */
function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  },
);
