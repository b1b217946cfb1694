/** The guides, as pages for a browser. */
export interface Docs {
  readonly pages: readonly DocPage[];
  /** The links beside every page. */
  readonly groups: readonly { readonly title: string; readonly links: readonly DocLink[] }[];
  /** The names of the pictures, which are in the folder `docs`. */
  readonly images: readonly string[];
}

export interface DocPage {
  /** The address below `/docs/`: `guide-querying`; empty for the first page. */
  readonly address: string;
  /** The Markdown file, from the folder of Metergate: `docs/guide-querying.md`. */
  readonly file: string;
  readonly title: string;
  /** The content with its heading. Its links are relative to the page's address. */
  readonly html: string;
  readonly sections: readonly DocSection[];
}

/** A heading with the text below it, up to the next heading. */
export interface DocSection {
  /** 1 for the page's own heading. */
  readonly level: number;
  readonly anchor: string;
  readonly heading: string;
  readonly text: string;
}

export interface DocLink {
  readonly address: string;
  readonly title: string;
}
