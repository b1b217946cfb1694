import type { FastifyRequest } from 'fastify';
import { LINK_PARAMETERS } from '../auth/links';
import { badRequest, HttpProblem } from '../http/httpProblem';
import { parametersOf, type ExportMethod, type ExportParameterName } from './exportParameters';
import type { ExportFormat } from './formats';

/** The HTTP part of an export request. */
export interface ExportRequest {
  /** The arguments of `metrics`, not checked yet: this is only known to be an object. */
  readonly arguments: Readonly<Record<string, unknown>>;
  readonly bom: boolean;
}

export const EXPORT_HINT =
  'POST the arguments of `metrics` as a JSON object, as content-type application/json, or send it with a GET, as `?arguments=`.';

/**
 * Reads the arguments from the body of a POST, or from `?arguments=` of a GET. Both take
 * `?bom=true` in the address. Errors: HttpProblem.
 */
export function readExportRequest({ method, body, query }: FastifyRequest, format: ExportFormat): ExportRequest {
  const { arguments: text, bom } = query as Readonly<Partial<Record<ExportParameterName, string | string[]>>>;
  const isPost = method === 'POST';
  const known: readonly string[] = parametersOf(method as ExportMethod, format);
  const unknown = Object.keys(query as object).find((name) => !known.includes(name));
  if (unknown !== undefined) throw refused(`There is no parameter \`${unknown}\` here.`);
  const stray =
    'signature' in (query as object) ? undefined : LINK_PARAMETERS.find((name) => name in (query as object));
  if (stray !== undefined) {
    throw refused(`\`${stray}\` has a meaning only in a signed link.`, 'Make the link with `metergate link`.');
  }
  if (bom !== undefined && bom !== 'true' && bom !== 'false') {
    throw refused('`bom` is neither `true` nor `false`.', 'Give `bom=true` for a byte order mark, or leave it out.');
  }
  const args: unknown = isPost ? body : parsed(text);
  if (typeof args !== 'object' || args === null || Array.isArray(args)) {
    throw refused(isPost ? 'The body is not a JSON object.' : '`arguments` is not a JSON object.');
  }
  return { arguments: args as Record<string, unknown>, bom: bom === 'true' };
}

function parsed(text: string | string[] | undefined): unknown {
  if (text === undefined) throw refused('The address has no `arguments`.');
  if (typeof text !== 'string') throw refused('The address has `arguments` more than once.');
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function refused(problem: string, hint = EXPORT_HINT): HttpProblem {
  return new HttpProblem(400, badRequest(problem, hint));
}
