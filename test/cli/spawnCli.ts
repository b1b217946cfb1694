import { execFile } from 'node:child_process';
import path from 'node:path';

export const ROOT = path.join(__dirname, '../..');

/** The result of a command, as a shell has it. */
export interface CliResult {
  readonly code: number;
  /** Standard output: the data. */
  readonly out: string;
  /** Standard error: messages about the data. */
  readonly told: string;
}

/** The moment that test/fixtures/data.sql is written for. */
export const AS_OF = ['--as-of', '2026-03-12T09:30:00+08:00'];

/**
 * Runs the real command line in a separate process. It is slow, so a test should check much at
 * once.
 */
export function spawnCli(args: readonly string[], env: Record<string, string> = {}): Promise<CliResult> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [path.join(ROOT, 'bin/metergate.cjs'), ...args],
      { cwd: ROOT, env: { ...process.env, NODE_ENV: '', DATABASE_URL: '', ...env }, maxBuffer: 1e8 },
      (error, out, told) => resolve({ code: error === null ? 0 : Number(error.code), out, told }),
    );
  });
}
