/** Metadata of an answer, with the fields of `META`. */
export interface ToolMeta {
  readonly asOf: string;
  readonly timeZone: string;
  readonly range: Period;
  readonly comparedTo: Period | null;
  readonly warnings: readonly { readonly code: string; readonly message: string }[];
}

interface Period {
  readonly start: string;
  readonly end: string;
}

/** The selection of a document. */
export const META = `
  meta {
    asOf timeZone range { start end } comparedTo { start end }
    warnings { code message(locale: "en") }
  }
`;

/** The range, its comparison period, the zone and the moment of an answer. */
export function periodText({ range, comparedTo, timeZone, asOf }: ToolMeta): string {
  const compared = comparedTo === null ? '' : `, compared with ${comparedTo.start} to ${comparedTo.end}`;
  return `${range.start} to ${range.end} (not included)${compared}; zone ${timeZone}; as of ${asOf}`;
}

/** A line for each warning. */
export function warningLines({ warnings }: Pick<ToolMeta, 'warnings'>): readonly string[] {
  return warnings.map(({ code, message }) => `warning ${code}: ${message}`);
}
