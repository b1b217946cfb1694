import {
  EXPORT_PARAMETERS,
  parametersOf,
  type ExportMethod,
  type ExportParameterName,
} from '../export/exportParameters';
import { FORMATS, type ExportFormat } from '../export/formats';
import { errorResponses, type ErrorStatus } from './errorSchema';
import type { JsonSchema } from './jsonSchema';

/** The text of each format, and where `docs/guide-querying.md` describes it. */
const FILES: Readonly<Record<string, { readonly summary: string; readonly schema: JsonSchema }>> = {
  csv: {
    summary: 'Rows as CSV, for spreadsheets',
    schema: { type: 'string', description: 'RFC 4180, with a header. An empty field without quotes is null.' },
  },
  json: {
    summary: 'Rows as one JSON list of flat objects',
    schema: { type: 'array', items: { $ref: '#/components/schemas/JsonRow' } },
  },
  ndjson: {
    summary: 'Rows as JSON, one object a line',
    schema: { type: 'string', description: 'Each line is an object like the schema `NdjsonRow`.' },
  },
};

const STATUSES: readonly ErrorStatus[] = [400, 401, 403, 429, 500, 503, 504];
const ARGUMENTS = { 'application/json': { schema: { $ref: '#/components/schemas/ExportArguments' } } };

/** The paths of the exports. */
export function exportPaths(): Readonly<Record<string, JsonSchema>> {
  return Object.fromEntries(FORMATS.map((format) => [`/export.${format.extension}`, exportPath(format)]));
}

function exportPath(format: ExportFormat): JsonSchema {
  const { summary, schema } = FILES[format.extension]!;
  const [type] = format.type.split(';', 1);
  const operation = (method: ExportMethod) => ({
    operationId: `${method.toLowerCase()}_export_${format.extension}`,
    tags: ['Exports'],
    summary,
    description: 'The rows of `metrics` for the same arguments, as a file of any length, complete or an error.',
    parameters: parametersOf(method, format).map(parameter),
  });
  const file = { description: 'The file.', headers: HEADERS, content: { [type!]: { schema } } };
  const known = { description: 'The client has this file already (`if-none-match`).' };
  return {
    get: { ...operation('GET'), responses: { 200: file, 304: known, ...errorResponses(STATUSES) } },
    head: {
      ...operation('HEAD'),
      summary: 'The headers of the file; it finds mistakes and runs nothing',
      responses: { 200: { description: 'The arguments are valid.', headers: HEADERS }, ...errorResponses(STATUSES) },
    },
    post: {
      ...operation('POST'),
      requestBody: { required: true, content: ARGUMENTS },
      responses: { 200: file, ...errorResponses([...STATUSES, 413, 415]) },
    },
  };
}

const HEADERS = {
  'content-disposition': { description: 'A name for the file.', schema: { type: 'string' } },
  'metergate-warnings': {
    description: 'The codes of warnings, separated by commas. `meta.warnings` of the same query has their texts.',
    schema: { type: 'string' },
  },
};

/** The forms of the parameters; `EXPORT_PARAMETERS` describes them. */
const FORMS: Readonly<Record<ExportParameterName, JsonSchema>> = {
  arguments: { required: true, content: ARGUMENTS },
  bom: { schema: { type: 'boolean', default: false } },
  role: { schema: { type: 'string' } },
  claims: { content: { 'application/json': { schema: { type: 'object' } } } },
  expires: { schema: { type: 'integer' } },
  signature: { schema: { type: 'string' } },
};

function parameter(name: ExportParameterName): JsonSchema {
  const { description } = EXPORT_PARAMETERS[name];
  return { name, in: 'query', description, ...FORMS[name] };
}
