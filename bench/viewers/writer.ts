import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';

/** Inserts rows at a steady rate, and knows how many were committed at any moment. */
export interface Writer {
  /** The least number of rows that were committed before this moment of `performance.now()`. */
  committedBefore(at: number): number;
  /** The greatest number of rows that may have been committed before this moment. */
  begunBefore(at: number): number;
  /** The moment when so many rows were committed. */
  committedAt(rows: number): number;
  stop(): Promise<void>;
}

// A row is dated a second ago, so that no answer to a later request can miss it.
const INSERT = `
  INSERT INTO task_generate_log (user_id, task_type, status, token_consumed, created_at)
  VALUES ($1, 'text', 'success', 100, now() - interval '1 second')`;

/** Inserts `perSecond` rows a second, each in a transaction of its own. */
export async function startWriter(url: string, perSecond: number): Promise<Writer> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const { rows: users } = await client.query<{ id: string }>('SELECT id FROM "user" ORDER BY id LIMIT 1000');
  const began: number[] = [];
  const committed: number[] = [];
  let isOver = false;
  const write = async () => {
    const started = performance.now();
    for (let index = 0; !isOver; index++) {
      // A late row does not shift the later ones.
      const early = started + (index * 1_000) / perSecond - performance.now();
      if (early > 0) await pause(early);
      began.push(performance.now());
      await client.query(INSERT, [users[index % users.length]!.id]);
      committed.push(performance.now());
    }
  };
  const writing = write();
  return {
    committedBefore: (at) => countBefore(committed, at),
    begunBefore: (at) => countBefore(began, at),
    committedAt: (rows) => committed[rows - 1] ?? performance.now(),
    async stop() {
      isOver = true;
      await writing;
      await client.end();
    },
  };
}

/** The number of the ascending moments that are before this one. */
function countBefore(moments: readonly number[], at: number): number {
  let [low, high] = [0, moments.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (moments[middle]! < at) low = middle + 1;
    else high = middle;
  }
  return low;
}
