import { readConfig } from '../../src/server/config';
import { start } from '../../src/server/commands/start';

/** The memory of the server's process after a forced collection, in bytes. */
export interface Memory {
  readonly rss: number;
  readonly heap: number;
}

export type Order = 'measure' | 'stop';
export type Reply =
  { readonly kind: 'ready'; readonly url: string } | { readonly kind: 'memory'; readonly memory: Memory };

/** Serves as `metergate serve` does, and tells its parent how much memory it has. */
async function main(): Promise<void> {
  const tell = (reply: Reply) => process.send!(reply);
  const output = {
    info: () => undefined,
    progress: () => undefined,
    warn: (line: string) => void process.stderr.write(`${line}\n`),
  };
  const running = await start(readConfig(process.env), output);
  process.on('message', (order: Order) => {
    if (order === 'stop') void running.close().then(() => process.exit(0));
    else tell({ kind: 'memory', memory: collected() });
  });
  // Nothing outlives the parent.
  process.once('disconnect', () => process.exit(1));
  tell({ kind: 'ready', url: running.url });
}

function collected(): Memory {
  // A second collection frees what finalizers of the first one released.
  for (let round = 0; round < 2; round++) globalThis.gc!();
  const { rss, heapUsed } = process.memoryUsage();
  return { rss, heap: heapUsed };
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  process.exit(1);
});
