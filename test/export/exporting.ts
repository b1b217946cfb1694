import { parse } from 'csv-parse/sync';
import type { GatewayServer } from '../graphql/gatewayServer';

/** The arguments of `metrics`, as they are sent. */
export type Arguments = Readonly<Record<string, unknown>>;

export const JSON_TYPE = { 'content-type': 'application/json' };

/** The address of a GET. */
export function address(format: 'csv' | 'json' | 'ndjson', given: Arguments, more = ''): string {
  return `/export.${format}?arguments=${encodeURIComponent(JSON.stringify(given))}${more}`;
}

/**
 * The rows of a CSV, read by a library that shares no code with the writer. An empty field without
 * quotes is null.
 */
export function readCsv(text: string): Record<string, string | null>[] {
  const cast = (value: string, { quoting }: { quoting: boolean }) => (value === '' && !quoting ? null : value);
  return parse(text, { columns: true, cast, bom: true });
}

export function readLines(text: string): Record<string, string | boolean | null>[] {
  return text
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Record<string, string | boolean | null>);
}

/** Sends an export without a network, and returns the text of the file. */
export async function exported(
  { app }: GatewayServer,
  format: 'csv' | 'json' | 'ndjson',
  given: Arguments,
  by: 'GET' | 'POST' = 'POST',
): Promise<string> {
  const answer = await app.inject(
    by === 'GET'
      ? { method: 'GET', url: address(format, given) }
      : { method: 'POST', url: `/export.${format}`, headers: JSON_TYPE, payload: JSON.stringify(given) },
  );
  if (answer.statusCode !== 200) throw new Error(answer.body);
  return answer.body;
}
