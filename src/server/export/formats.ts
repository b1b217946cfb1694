import { csvWriter } from '../../answer/flat/csv';
import { jsonWriter } from '../../answer/flat/json';
import { ndjsonWriter } from '../../answer/flat/ndjson';
import type { RowWriter } from '../../answer/flat/writer';
import type { MetricQuery } from '../../query/query';

/** A file format of exports. */
export interface ExportFormat {
  /** The last part of the address and of the file's name. */
  readonly extension: string;
  readonly type: string;
  /** Spreadsheets need a byte order mark to read UTF-8. Programs may fail on it. */
  readonly mayHaveBom: boolean;
  writer(query: MetricQuery): RowWriter;
}

export const FORMATS: readonly ExportFormat[] = [
  {
    extension: 'csv',
    type: 'text/csv; charset=utf-8',
    mayHaveBom: true,
    writer: (query) => csvWriter(query, 'escaped', { withDate: true }),
  },
  { extension: 'json', type: 'application/json; charset=utf-8', mayHaveBom: false, writer: jsonWriter },
  { extension: 'ndjson', type: 'application/x-ndjson', mayHaveBom: false, writer: ndjsonWriter },
];

export const BOM = '\uFEFF';
