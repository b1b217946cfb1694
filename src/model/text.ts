/** Words in the languages the product speaks. */
export interface Text {
  readonly en: string;
  readonly zh: string;
}

/** Where in the registry's files something is declared. */
export interface SourceLocation {
  readonly file: string;
  readonly line: number;
}
