import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import path from 'node:path';
import { lock } from '../../src/engine/embedded/lock';
import { startOf } from '../../src/engine/embedded/processes';
import { temporaryDirectory } from './temporaryDirectory';

let directory: Awaited<ReturnType<typeof temporaryDirectory>>;
let file: string;
beforeEach(async () => {
  directory = await temporaryDirectory();
  file = path.join(directory.path, 'lock');
});
afterEach(() => directory.remove());

function owns(owner: { pid: number; start?: string | null; host?: string }, silentMs = 0): void {
  writeFileSync(file, JSON.stringify({ start: null, host: hostname(), ...owner }));
  const then = new Date(Date.now() - silentMs);
  utimesSync(file, then, then);
}

/** The id of a process that has just ended. */
async function deadPid(): Promise<number> {
  const child = spawn(process.execPath, ['-e', '']);
  await once(child, 'exit');
  return child.pid ?? 0;
}

test('a lock names its owner and is removed when it is released', async () => {
  const held = await lock(directory.path);
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({
    pid: process.pid,
    start: startOf(process.pid),
    host: hostname(),
  });
  await expect(lock(directory.path)).rejects.toThrow(
    `process ${process.pid} (this one) uses the directory ${directory.path}; stop it, or choose another directory.`,
  );
  held.release();
  expect(readdirSync(directory.path)).toEqual([]);
  (await lock(directory.path)).release();
});

test('the lock of a dead process is taken over', async () => {
  owns({ pid: await deadPid(), start: 'boot/1' });
  (await lock(directory.path)).release();
});

test('the lock of an owner whose process id belongs to another process now is taken over', async () => {
  owns({ pid: process.ppid, start: 'an earlier boot/1' });
  (await lock(directory.path)).release();
});

test('an old lock that was never written completely is taken over', async () => {
  writeFileSync(file, '');
  (await lock(directory.path)).release();
});

test('an owner on another host lives while it refreshes the lock', async () => {
  owns({ pid: 1, host: 'elsewhere' }, 10_000);
  await expect(lock(directory.path)).rejects.toThrow('process 1 on elsewhere uses the directory');
  owns({ pid: 1, host: 'elsewhere' }, 60_000);
  (await lock(directory.path)).release();
});

test('of many processes that want the lock of a dead one, exactly one gets it', async () => {
  owns({ pid: await deadPid(), start: 'boot/1' });
  const outcomes = await Promise.allSettled(Array.from({ length: 8 }, () => lock(directory.path)));
  const held = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? outcome.value : []));
  expect(held).toHaveLength(1);
  held[0]?.release();
});

describe('between processes', () => {
  const children: ChildProcess[] = [];
  afterEach(() => children.splice(0).forEach((child) => child.kill('SIGKILL')));

  async function holder(): Promise<{ child: ChildProcess; says: string; errors: () => string }> {
    const register = path.join(__dirname, '../../register.cjs');
    const child = spawn(process.execPath, ['-r', register, path.join(__dirname, 'lockHolder.ts'), directory.path]);
    children.push(child);
    let errors = '';
    child.stderr.on('data', (text: Buffer) => (errors += text.toString()));
    const [line] = (await once(child.stdout, 'data')) as [Buffer];
    return { child, says: line.toString().trim(), errors: () => errors };
  }

  test('a living process keeps the lock, a killed one loses it, and a closed one removes it and exits', async () => {
    const first = await holder();
    expect(first.says).toBe('open');
    const second = await holder();
    expect(second.says).toContain(`process ${first.child.pid} uses the directory ${directory.path}; stop it, or`);
    first.child.kill('SIGKILL');
    await once(first.child, 'exit');
    expect(existsSync(file)).toBe(true);

    const third = await holder();
    expect(third.says).toBe('open');
    const exited = once(third.child, 'exit');
    third.child.stdin?.end();
    expect(await exited).toEqual([0, null]);
    expect(third.errors()).toBe('');
    expect(existsSync(file)).toBe(false);
  });
});
