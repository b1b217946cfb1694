import type { MetricQuery } from '../../query/query';
import type { AnswerRow } from '../answer';
import { flatColumns, type FlatColumn } from './columns';
import { DATE, dateWriter } from './date';
import type { RowWriter } from './writer';

/** `escaped`: text that a spreadsheet would read as a formula gets an apostrophe in front. */
export type Formulas = 'escaped' | 'as they are';

/**
 * An answer as CSV. Numbers are exact. A missing number and the group without a value are empty
 * fields; an empty text is `""`. Quoting follows RFC 4180; lines end with a line feed, for the
 * tools of a shell. `withDate` adds the column `date` at the end, for spreadsheets.
 */
export function csvWriter(
  query: MetricQuery,
  formulas: Formulas,
  { withDate = false }: { readonly withDate?: boolean } = {},
): RowWriter {
  const columns = flatColumns(query);
  const date = withDate ? dateWriter(query) : null;
  const fields = [...columns.map((column) => fieldOf(column, formulas)), ...(date === null ? [] : [date])];
  const names = [...columns.map(({ name }) => name), ...(date === null ? [] : [DATE])];
  return {
    head: `${names.join(',')}\n`,
    tail: '',
    line(row) {
      let line = '';
      for (const [index, field] of fields.entries()) line += index === 0 ? field(row) : `,${field(row)}`;
      return `${line}\n`;
    },
  };
}

function fieldOf(column: FlatColumn, formulas: Formulas): (row: AnswerRow) => string {
  switch (column.holds) {
    case 'instant':
      return column.read;
    case 'truth':
      return (row) => String(column.read(row));
    case 'number':
      return (row) => column.read(row) ?? '';
    case 'group':
      return (row) => {
        const text = column.read(row);
        return text === null ? '' : quoted(formulas === 'escaped' ? escaped(text) : text);
      };
  }
}

/** Fields of texts, as a line of CSV without its end. Null is an empty field. */
export function csvFields(fields: readonly (string | null)[]): string {
  return fields.map((field) => (field === null ? '' : quoted(field))).join(',');
}

/**
 * Excel, LibreOffice and Google Sheets read text that begins so as a formula (OWASP). The wide
 * signs count in some East Asian locales.
 */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;

function escaped(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}

function quoted(text: string): string {
  return text === '' || /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
