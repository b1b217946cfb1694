import type { ChildProcess } from 'node:child_process';

// Jest loads setup and teardown separately, so the process object carries the server between them.
const KEY = Symbol.for('metergate.test.postgres');
type Holder = { [KEY]?: ChildProcess };

export function remember(server: ChildProcess): void {
  (globalThis as Holder)[KEY] = server;
}

export function running(): ChildProcess | undefined {
  return (globalThis as Holder)[KEY];
}
