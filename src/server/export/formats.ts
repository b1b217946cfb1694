import { csvWriter } from '../../answer/flat/csv';
import { ndjsonWriter } from '../../answer/flat/ndjson';
import type { RowWriter } from '../../answer/flat/writer';
import type { MetricQuery } from '../../query/query';

/** How an answer may be written to a file. */
export interface ExportFormat {
  /** What the address and the file's name end with. */
  readonly extension: string;
  readonly type: string;
  /** Spreadsheets ask for it, to read a file as UTF-8; programs stumble over it. */
  readonly mayHaveBom: boolean;
  writer(query: MetricQuery): RowWriter;
}

export const FORMATS: readonly ExportFormat[] = [
  {
    extension: 'csv',
    type: 'text/csv; charset=utf-8',
    mayHaveBom: true,
    writer: (query) => csvWriter(query, 'escaped'),
  },
  { extension: 'ndjson', type: 'application/x-ndjson', mayHaveBom: false, writer: ndjsonWriter },
];

export const BOM = '\uFEFF';
