/** The colours of a picture in the shown theme. */
export interface Colors {
  readonly series: readonly string[];
  readonly others: string;
  readonly ink: string;
  readonly quiet: string;
  readonly line: string;
  readonly surface: string;
  readonly accent: string;
  /** The font, because a canvas does not inherit it. */
  readonly font: string;
}

/** The colour of the series at a position. */
export function colorOf(colors: Colors, index: number, isOthers: boolean): string {
  return isOthers ? colors.others : colors.series[index % colors.series.length]!;
}
