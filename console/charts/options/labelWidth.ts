const WIDE = /[\u2e80-\uffff]/;
/** In pixels, with some room: the widest letters of an axis, which has text of 12 pixels. */
const WIDTHS = { plain: 7, wide: 12.5 } as const;

/** Returns the width of a label of an axis in pixels. Without a browser, it is a guess. */
export function widthOfLabel(label: string): number {
  return [...label].reduce((width, letter) => width + (WIDE.test(letter) ? WIDTHS.wide : WIDTHS.plain), 0);
}
