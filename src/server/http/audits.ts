import type { SettledNumbers } from '../../answer/settled/settledNumbers';
import { GatewayError } from '../../errors';
import type { ReportInternal } from '../../graphql/errors';
import { reference } from './reference';

const EVERY_MS = 60_000;

/**
 * Audits kept numbers once a minute, while there are any. The returned function ends this, and the
 * computing of more.
 */
export function auditEveryMinute(settled: SettledNumbers, report: ReportInternal): () => void {
  const timer = setInterval(() => {
    if (settled.load.samples === 0) return;
    settled.audit().catch((error: unknown) => {
      // A database that is away or busy is no news here.
      if (!(error instanceof GatewayError)) report(reference(), error);
    });
  }, EVERY_MS);
  timer.unref();
  return () => {
    clearInterval(timer);
    settled.stop();
  };
}
