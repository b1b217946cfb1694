import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** A full disk was "[object Object]", or a stack and the exit code of a bug. */
const directory = mkdtempSync(path.join(os.tmpdir(), 'metergate-full-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

/** Only root can mount a small disk, and not in every container. */
const canMount = mount('20m') && unmount();
if (!canMount) console.warn('Skipped: a small disk cannot be mounted here.');

function mount(size: string): boolean {
  return spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', directory]).status === 0;
}

function unmount(): boolean {
  execFileSync('umount', [directory]);
  return true;
}

const COMMAND = [path.join(__dirname, '../../bin/metergate.cjs'), 'query', 'tasks', '--last', '7'];

function metergate(data: string) {
  const env = { ...process.env, DATABASE_URL: '', DATA_DIRECTORY: data };
  return spawnSync(process.execPath, COMMAND, { env, encoding: 'utf8' });
}

(canMount ? test : test.skip).each(['20m', '45m'])(
  'a disk of %s for the embedded database is full, also at the next start',
  (size) => {
    mount(size);
    try {
      const data = path.join(directory, 'data');
      for (let start = 0; start < 2; start++) {
        const { status, stderr } = metergate(data);
        expect(status).toBe(3);
        expect(stderr).toMatch(/the disk is full|its disk has \d+ MB left, and 16 MB are needed/);
        expect(stderr).toContain(`in ${data}; DATA_DIRECTORY sets this`);
      }
    } finally {
      unmount();
    }
  },
  300_000,
);
