import type { ClickHouseClient } from '@clickhouse/client';

/** The rows of a select by the names of its columns. */
export async function rowsOf<Row>(client: ClickHouseClient, query: string): Promise<readonly Row[]> {
  return (await client.query({ query, format: 'JSONEachRow' })).json<Row>();
}
