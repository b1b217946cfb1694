import type { AnswerTable } from './tableOf';

/** More rows would make the page slow; the JSON has them all. */
const MAX_ROWS = 500;

/** An answer as a table. Numbers are as in the JSON. */
export function AnswerRows({ table, caption }: { readonly table: AnswerTable; readonly caption: string }) {
  return (
    <div className="pane-table" tabIndex={0} role="region" aria-label={caption}>
      <table>
        <thead>
          <tr>
            {table.columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.slice(0, MAX_ROWS).map((row, at) => (
            <tr key={at}>
              {row.map((value, index) => (
                <td key={index} data-kind={typeof value}>
                  {value === null ? 'null' : String(value)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
