import { ChangeWatcher, type ChangeWatcherOptions } from './changeWatcher';
import { DataEnds } from './dataEnds';
import { FirstRows } from './firstRows';
import type { Gateway } from './gateway';
import { KeyChecks } from './keyChecks';
import { SettledNumbers } from './settled/settledNumbers';

/** The work of a gateway that its requests share. */
export interface Services {
  readonly firstRows: FirstRows;
  readonly dataEnds: DataEnds;
  readonly keys: KeyChecks;
  readonly changeWatcher: ChangeWatcher;
  readonly settled: SettledNumbers;
}

export function servicesOf(gateway: Gateway, watchOptions: Partial<ChangeWatcherOptions> = {}): Services {
  return {
    firstRows: new FirstRows(gateway.registry, gateway.engine),
    dataEnds: new DataEnds(gateway.registry, gateway.engine),
    keys: new KeyChecks(gateway),
    changeWatcher: new ChangeWatcher(gateway, watchOptions),
    settled: new SettledNumbers(gateway),
  };
}
