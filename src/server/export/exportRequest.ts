import type { FastifyRequest } from 'fastify';
import { badRequest, HttpProblem } from '../http/httpProblem';
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
export function readExportRequest(
  { method, body, query }: FastifyRequest,
  { mayHaveBom }: ExportFormat,
): ExportRequest {
  const { arguments: text, bom, ...unexpected } = query as Readonly<Record<string, string | string[]>>;
  const isPost = method === 'POST';
  const [unknown] = [
    ...Object.keys(unexpected),
    ...(text !== undefined && isPost ? ['arguments'] : []),
    ...(bom !== undefined && !mayHaveBom ? ['bom'] : []),
  ];
  if (unknown !== undefined) throw refused(`There is no parameter \`${unknown}\` here.`);
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
