import type { Layers, LineageNode, Slot } from './lineageLayers';

export interface Box {
  readonly node: LineageNode;
  readonly x: number;
  readonly y: number;
  readonly height: number;
}

/** Positions in pixels. */
export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly boxWidth: number;
  readonly boxes: readonly Box[];
  /** The edges as the `d` of SVG paths. */
  readonly paths: readonly string[];
}

const MOST_WIDTH = 264;
/** Narrower boxes cut the names of columns. */
export const LEAST_WIDTH = 136;
const LEAST_GAP_X = 44;
const MOST_GAP_X = 112;
const GAP_Y = 16;
const POINT_HEIGHT = 8;
const PADDING = 22;
const KIND_HEIGHT = 18;
const LINE_HEIGHT = 19;
const CHARACTER_WIDTH = 7.6;
const MOST_LINES = 6;

/** Returns the width of a box, if all layers share this width. */
export function boxWidthOf(layers: number, width: number): number {
  return Math.min(MOST_WIDTH, Math.floor((width - (layers - 1) * LEAST_GAP_X) / layers));
}

/** Returns the drawing of a lineage from left to right within a width. */
export function lineageLayout({ layers, steps }: Layers, width: number): Layout {
  const boxWidth = Math.max(LEAST_WIDTH, boxWidthOf(layers.length, width));
  const gapX = gapOf(layers.length, boxWidth, width);
  const heights = layers.map((layer) => layer.map((slot) => heightOf(slot, boxWidth)));
  const columns = heights.map((column) => column.reduce((sum, height) => sum + height + GAP_Y, -GAP_Y));
  const height = Math.max(0, ...columns);
  const boxes: Box[] = [];
  const ends = new Map<string, { readonly left: number; readonly right: number; readonly y: number }>();
  layers.forEach((layer, column) => {
    const x = column * (boxWidth + gapX);
    let y = (height - columns[column]!) / 2;
    layer.forEach(({ id, node }, rank) => {
      const slotHeight = heights[column]![rank]!;
      if (node !== null) boxes.push({ node, x, y, height: slotHeight });
      ends.set(id, { left: x, right: x + boxWidth, y: y + slotHeight / 2 });
      y += slotHeight + GAP_Y;
    });
  });
  const points = layers.flat().filter(({ node }) => node === null);
  const paths = [
    ...steps.map(({ from, to }) =>
      curve(ends.get(from)!.right, ends.get(from)!.y, ends.get(to)!.left, ends.get(to)!.y),
    ),
    ...points.map(({ id }) => `M${ends.get(id)!.left} ${ends.get(id)!.y}H${ends.get(id)!.right}`),
  ];
  return { width: layers.length * (boxWidth + gapX) - gapX, height, boxWidth, boxes, paths };
}

/** A wide page moves the layers apart. */
function gapOf(layers: number, boxWidth: number, width: number): number {
  const free = layers < 2 ? 0 : Math.floor((width - layers * boxWidth) / (layers - 1));
  return Math.min(MOST_GAP_X, Math.max(LEAST_GAP_X, free));
}

function heightOf({ node }: Slot, boxWidth: number): number {
  if (node === null) return POINT_HEIGHT;
  return PADDING + KIND_HEIGHT + LINE_HEIGHT * (linesOf(node.label, boxWidth) + node.columns.length);
}

/** The lines of a text at about this width. A Chinese character is as wide as two others. */
function linesOf(text: string, boxWidth: number): number {
  const length = [...text].reduce((sum, character) => sum + (character > '\u2e80' ? 2 : 1), 0);
  return Math.min(MOST_LINES, Math.ceil((length * CHARACTER_WIDTH) / (boxWidth - PADDING)));
}

function curve(x1: number, y1: number, x2: number, y2: number): string {
  const middle = (x1 + x2) / 2;
  return `M${x1} ${y1}C${middle} ${y1} ${middle} ${y2} ${x2} ${y2}`;
}
