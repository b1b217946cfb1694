import { stringify } from 'yaml';
import { EXIT, type ExitCode } from '../../cli/exitCode';
import type { Terminal } from '../../cli/terminal';
import { hashOf, newKey } from './apiKeys';

export interface KeyFlags {
  readonly role?: string;
  readonly router?: true;
  readonly operator?: true;
  readonly expires?: string;
}

/**
 * `metergate key`: makes a key and prints its entry for API_KEYS_FILE. The key itself is printed
 * once and stored nowhere.
 */
export function makeKey(
  name: string,
  { role, router, operator, expires }: KeyFlags,
  { data, notes }: Terminal,
): ExitCode {
  const key = newKey();
  const entry = {
    name,
    sha256: hashOf(key),
    ...(role && { role }),
    ...(expires && { expires }),
    ...(router && { router }),
    ...(operator && { operator }),
  };
  data.write(`${key}\n`);
  notes.write('Give this key to its user now: it is stored nowhere. Add this entry to API_KEYS_FILE, under `keys:`');
  notes.write(stringify([entry]).trimEnd().replaceAll(/^/gm, '  '));
  return EXIT.fine;
}
