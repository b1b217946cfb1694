import { prepare } from '../../src/answer/prepare';
import { checkQuery } from '../../src/query/checkQuery';
import type { MetricRequest } from '../../src/query/request';
import { NOW, type OwnProduct } from '../tables/ownProduct';

/** A question about three days of May 2026, unless it says otherwise. */
export const DAYS = { from: '2026-05-01', to: '2026-05-04' };

type Request = Omit<MetricRequest, 'range'> & { readonly range?: MetricRequest['range'] };

/** The body of a CTE of the statement that answers a question. */
export function cteOf({ gateway }: OwnProduct, name: string, request: Request): string {
  const query = checkQuery(gateway.registry, { range: DAYS, ...request }, NOW);
  const { text } = prepare(gateway, [query]).statement;
  const lines = text.split('\n');
  const start = lines.indexOf(`  ${name} as (`);
  if (start < 0) throw new Error(`no CTE "${name}" in\n${text}`);
  const length = lines.slice(start).findIndex((line) => /^ {2}\),?$/.test(line));
  return lines
    .slice(start + 1, start + length)
    .map((line) => line.slice(4))
    .join('\n');
}
