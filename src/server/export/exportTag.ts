import { randomUUID } from 'node:crypto';
import { keptKey } from '../../answer/kept/keptAnswer';
import type { KeptRequest } from '../../answer/kept/keptRequest';
import type { MetricQuery } from '../../query/query';
import { tagOf } from '../http/cacheControl';

/** Another process may write other files, and a tag must not reveal the state of the database. */
const PROCESS = randomUUID();

/** The tag of a file that is about to be written. */
interface ExportTag {
  readonly tag: string;
  /** Whether a client already has this file. Errors: those of the deadline. */
  readonly isAmong: (known: readonly string[]) => Promise<boolean>;
}

/**
 * The tag of an export: its moment, and a hash of its question and of the state of the database. A
 * file of any length is not read for it. Null: the state is unknown. Errors: those of the deadline.
 */
export async function exportTag(
  kept: KeptRequest,
  query: MetricQuery,
  format: readonly string[],
): Promise<ExportTag | null> {
  const state = await kept.state();
  if (state === null) return null;
  const at = (asOf: number) => {
    const hash = tagOf([PROCESS, state, keptKey(query), String(asOf), ...format]);
    return hash.replace(/^"/, `"${asOf.toString(36)}.`);
  };
  const { asOf } = query.frame;
  return {
    tag: at(asOf),
    async isAmong(known) {
      for (const tag of known) {
        const earlier = parseInt(/^"([\w-]+)\./.exec(tag)?.[1] ?? '', 36);
        if (!Number.isFinite(earlier) || at(earlier) !== tag) continue;
        const then = { ...query, frame: { ...query.frame, asOf: earlier } };
        if (await kept.stillHolds(then, state, asOf)) return true;
      }
      return false;
    },
  };
}
