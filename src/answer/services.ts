import { ChangeWatcher, type ChangeWatcherOptions } from './changeWatcher';
import { DataEnds } from './dataEnds';
import { FirstRows } from './firstRows';
import type { Gateway } from './gateway';
import { KeptAnswers } from './kept/keptAnswers';
import { KeyChecks } from './keyChecks';
import { SettledNumbers } from './settled/settledNumbers';

/** The work of a gateway that its requests share. */
export interface Services {
  readonly firstRows: FirstRows;
  readonly dataEnds: DataEnds;
  readonly keys: KeyChecks;
  readonly changeWatcher: ChangeWatcher;
  readonly kept: KeptAnswers;
  readonly settled: SettledNumbers;
}

/** Settings of this work. */
export interface ServiceOptions {
  readonly watch?: Partial<ChangeWatcherOptions>;
  /** Approximate bytes of answers that may be used again. 0: none is kept. */
  readonly keptBytes?: number;
}

const KEPT_BYTES = 64 * 1024 * 1024;

export function servicesOf(gateway: Gateway, { watch, keptBytes = KEPT_BYTES }: ServiceOptions = {}): Services {
  return {
    firstRows: new FirstRows(gateway.registry, gateway.engine),
    dataEnds: new DataEnds(gateway.registry, gateway.engine),
    keys: new KeyChecks(gateway),
    changeWatcher: new ChangeWatcher(gateway, watch),
    kept: new KeptAnswers(gateway, keptBytes),
    settled: new SettledNumbers(gateway),
  };
}
