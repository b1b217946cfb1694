import { reportFailure } from '../../src/cli/failure';
import type { Terminal } from '../../src/cli/terminal';
import { styleOf } from '../../src/cli/print/style';
import { metergate } from '../../src/server/commands/program';
import type { CliResult } from './spawnCli';

/**
 * Runs a command in this process, as the real command line does. It is fast enough to try many
 * mistakes.
 */
export async function callCli(args: readonly string[], env: Record<string, string> = {}): Promise<CliResult> {
  const before = { ...process.env };
  Object.assign(process.env, { DATABASE_URL: '', ...env });
  let [out, told] = ['', ''];
  const style = styleOf({}, {});
  const terminal: Terminal = {
    data: { write: (text) => void (out += text), style },
    notes: { write: (line) => void (told += `${line}\n`), style },
  };
  try {
    const code = await metergate(args, terminal).catch((error: unknown) => reportFailure(error, terminal));
    return { code, out, told };
  } finally {
    process.env = before;
  }
}
