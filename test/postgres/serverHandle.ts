import type { ChildProcess } from 'node:child_process';

// Setup and teardown are loaded apart from each other: what the one started reaches the other through the process.
const KEY = Symbol.for('metergate.test.postgres');
type Holder = { [KEY]?: ChildProcess };

export function remember(server: ChildProcess): void {
  (globalThis as Holder)[KEY] = server;
}

export function running(): ChildProcess | undefined {
  return (globalThis as Holder)[KEY];
}
