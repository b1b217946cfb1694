import { Gauge, type Registry as Figures } from 'prom-client';
import { keptNumberFormats } from '../../answer/format';
import { keptInstants } from '../../time/asOf';
import { keptClocks } from '../../time/clock';
import { keptLabelFormats } from '../../time/label';
import { keptYears } from '../../time/starts';
import { keptDocuments } from '../http/documentStore';

/** Everything that the process keeps for clients, with its name at `/metrics`. Each is bounded. */
const HELP = {
  metergate_subscriptions: 'Subscriptions over all transports.',
  metergate_subscription_bytes: 'Estimated bytes of the documents and variables of subscriptions.',
  metergate_websockets_open: 'Open WebSockets.',
  metergate_event_streams_open: 'Open streams of events.',
  metergate_accounts: 'Accounts of clients.',
  metergate_answer_fields: 'Fields of answers that are being written.',
  metergate_kept_answer_bytes: 'Estimated bytes of kept answers.',
  metergate_statements_waiting: 'Statements that wait for a connection.',
  metergate_statements_running: 'Statements that have a connection.',
} as const;

/** Functions that return the present sizes. */
export type Sizes = Readonly<Record<keyof typeof HELP, () => number>>;

/** Caches of this process, by the label `cache`. */
const CACHES: Readonly<Record<string, () => number>> = {
  label_formats: keptLabelFormats,
  number_formats: keptNumberFormats,
  zones: keptClocks,
  years: keptYears,
  instants: keptInstants,
  documents: keptDocuments,
};

/** Functions that return the sizes of the caches of a gateway. */
export interface GatewayCaches {
  readonly firstRows: () => number;
  readonly dataEnds: () => number;
  readonly answers: () => number;
}

/** Shows the sizes of all that is kept. */
export function showSizes(figures: Figures, sizes: Sizes, { firstRows, dataEnds, answers }: GatewayCaches): void {
  const registers = [figures];
  for (const [name, help] of Object.entries(HELP) as [keyof Sizes, string][]) {
    new Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(sizes[name]());
      },
    });
  }
  const caches = { ...CACHES, first_rows: firstRows, data_ends: dataEnds, answers };
  new Gauge({
    name: 'metergate_cache_entries',
    help: 'Entries of caches. The least recently used ones leave.',
    labelNames: ['cache'],
    registers,
    collect() {
      for (const [cache, size] of Object.entries(caches)) this.set({ cache }, size());
    },
  });
}
