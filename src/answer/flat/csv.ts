import type { MetricQuery } from '../../query/query';
import type { AnswerRow } from '../answer';
import { flatColumns, type FlatColumn } from './columns';
import type { RowWriter } from './writer';

/**
 * `escaped`: text that a spreadsheet would take for a formula stands behind an apostrophe, which
 * makes it text there.
 */
export type Formulas = 'escaped' | 'as they are';

/**
 * An answer as CSV. Numbers are exact; no number is an empty field, and so is the group without a
 * value, while an empty text is `""`. Quoted as RFC 4180 has it; lines end with a line feed, as
 * they do for the tools of a shell.
 */
export function csvWriter(query: MetricQuery, formulas: Formulas): RowWriter {
  const columns = flatColumns(query);
  const fields = columns.map((column) => fieldOf(column, formulas));
  return {
    head: `${columns.map(({ name }) => name).join(',')}\n`,
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

/**
 * What begins so is a formula to Excel, LibreOffice or Google Sheets, as OWASP has it; the wide
 * ones are to some of an East Asian locale.
 */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;

function escaped(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}

function quoted(text: string): string {
  return text === '' || /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
