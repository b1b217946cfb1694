/** Words in each language of the product. */
export interface Text {
  readonly en: string;
  readonly zh: string;
}

/** File and line of a definition. */
export interface SourceLocation {
  readonly file: string;
  readonly line: number;
}
