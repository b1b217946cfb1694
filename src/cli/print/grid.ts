import type { Style } from './style';
import { textWidth, wrapped } from './textWidth';

export interface GridColumn {
  readonly heading: string;
  readonly align: 'left' | 'right';
}

/** What stands in a cell; `dim` is there to be overlooked. */
export interface GridCell {
  readonly text: string;
  readonly dim?: boolean;
}

/** A heading is broken where it is wider than this, so that numbers stand close together. */
const WIDEST_HEADING = 16;
const BETWEEN = '  ';

/** Columns of text, one above the other. The foot, if there is one, stands below a line. */
export function drawGrid(
  columns: readonly GridColumn[],
  body: readonly (readonly GridCell[])[],
  { style, foot = null }: { readonly style: Style; readonly foot?: readonly GridCell[] | null },
): string {
  const headings = columns.map(({ heading }) => wrapped(heading, WIDEST_HEADING));
  const all = foot === null ? body : [...body, foot];
  const widths = headings.map((lines, at) =>
    Math.max(...lines.map(textWidth), ...lengths(all.map((row) => row[at]!.text))),
  );
  const height = Math.max(...headings.map((lines) => lines.length));
  const line = (cells: readonly GridCell[], dress: (text: string, cell: GridCell) => string) =>
    cells
      .map((cell, at) => {
        const blanks = ' '.repeat(widths[at]! - textWidth(cell.text));
        const text = dress(cell.text, cell);
        // Blanks at the end of a line are nothing to anyone.
        if (columns[at]!.align === 'left') return at === cells.length - 1 ? text : text + blanks;
        return blanks + text;
      })
      .join(BETWEEN)
      .trimEnd();
  const head = Array.from({ length: height }, (_, at) =>
    line(
      // At the bottom, where the numbers begin.
      headings.map((lines) => ({ text: lines[at - height + lines.length] ?? '' })),
      style.bold,
    ),
  );
  const rule = style.dim('─'.repeat(widths.reduce((sum, width) => sum + width + BETWEEN.length, -BETWEEN.length)));
  const plain = (text: string, { dim }: GridCell) => (dim ? style.dim(text) : text);
  const lines = [
    ...(headings.some((words) => words.join('') !== '') ? [...head, rule] : []),
    ...body.map((row) => line(row, plain)),
    ...(foot === null ? [] : [rule, line(foot, plain)]),
  ];
  return `${lines.join('\n')}\n`;
}

/** Of ten thousand rows too: more than a function takes as arguments at once is no good. */
function lengths(texts: readonly string[]): number[] {
  return [texts.reduce((most, text) => Math.max(most, textWidth(text)), 0)];
}
