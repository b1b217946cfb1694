import { unprovenKeys } from '../../answer/keyWarnings';
import type { ConsoleOutput } from '../consoleOutput';
import type { Served } from '../http/serving';

/**
 * Prints a warning for each key that is neither unique nor trusted, at the start and after a
 * reload. Nobody waits for the counts, which may take seconds each.
 */
export function reportKeys(
  { gateway, services }: Pick<Served, 'gateway' | 'services'>,
  output: ConsoleOutput,
  isWanted: () => boolean,
): void {
  unprovenKeys(gateway.registry, services.keys, isWanted).then(
    (lines) => {
      if (isWanted()) for (const line of lines) output.warn(`Warning: ${line}`);
    },
    // Answers look the keys up again, and report what is wrong inside.
    () => undefined,
  );
}
