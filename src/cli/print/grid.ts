import type { Style } from './style';
import { textWidth, wrapped } from './textWidth';

export interface GridColumn {
  readonly heading: string;
  readonly align: 'left' | 'right';
}

/** The text of a cell. `dim` marks a text that should not draw attention. */
export interface GridCell {
  readonly text: string;
  readonly dim?: boolean;
  /** How strongly it is shaded, 0…1. */
  readonly heat?: number;
}

/** Terminal columns. Wider headings wrap, so that numbers stay close together. */
const WIDEST_HEADING = 16;
const BETWEEN = '  ';

/** Draws aligned columns of text. The foot, if present, comes last, below a line. */
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
        // No blanks at the end of a line.
        if (columns[at]!.align === 'left') return at === cells.length - 1 ? text : text + blanks;
        return blanks + text;
      })
      .join(BETWEEN)
      .trimEnd();
  const head = Array.from({ length: height }, (_, at) =>
    line(
      // Aligns headings to the bottom, next to the numbers.
      headings.map((lines) => ({ text: lines[at - height + lines.length] ?? '' })),
      style.bold,
    ),
  );
  const rule = style.dim('─'.repeat(widths.reduce((sum, width) => sum + width + BETWEEN.length, -BETWEEN.length)));
  const plain = (text: string, { dim, heat }: GridCell) =>
    heat !== undefined ? style.heat(text, heat) : dim ? style.dim(text) : text;
  const lines = [
    ...(headings.some((words) => words.join('') !== '') ? [...head, rule] : []),
    ...body.map((row) => line(row, plain)),
    ...(foot === null ? [] : [rule, line(foot, plain)]),
  ];
  return `${lines.join('\n')}\n`;
}

/** Returns the greatest width. Without spread arguments, whose number is limited. */
function lengths(texts: readonly string[]): number[] {
  return [texts.reduce((most, text) => Math.max(most, textWidth(text)), 0)];
}
