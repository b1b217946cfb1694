import type { ExportFormat } from './formats';

/** A parameter in the address of an export. */
export interface ExportParameter {
  readonly description: string;
  /** The methods of HTTP and the formats that take it. */
  isFor(method: ExportMethod, format: ExportFormat): boolean;
}

export type ExportMethod = 'HEAD' | 'GET' | 'POST';

/** All parameters. The gateway reads and describes them from here (exportRequest.ts, openapi/). */
export const EXPORT_PARAMETERS = {
  arguments: {
    description: 'The arguments of `metrics` as a JSON object. A POST has them in its body.',
    isFor: (method) => method !== 'POST',
  },
  bom: {
    description: 'Adds a byte order mark at the start of the file, so that Excel recognises UTF-8.',
    isFor: (_method, { mayHaveBom }) => mayHaveBom,
  },
  role: {
    description: 'In a signed link: the role of the registry as which it is answered.',
    isFor: (method) => method !== 'POST',
  },
  claims: {
    description: "In a signed link: the claims that the role's rows use, as a JSON object.",
    isFor: (method) => method !== 'POST',
  },
  expires: {
    description: 'In a signed link: when it ends, in seconds since the epoch.',
    isFor: (method) => method !== 'POST',
  },
  signature: {
    description: 'Makes this a signed link, which needs no headers. `metergate link` makes it.',
    isFor: (method) => method !== 'POST',
  },
} as const satisfies Record<string, ExportParameter>;

export type ExportParameterName = keyof typeof EXPORT_PARAMETERS;

/** The names of the parameters of an export. */
export function parametersOf(method: ExportMethod, format: ExportFormat): ExportParameterName[] {
  const names = Object.keys(EXPORT_PARAMETERS) as ExportParameterName[];
  return names.filter((name) => (EXPORT_PARAMETERS[name] as ExportParameter).isFor(method, format));
}
