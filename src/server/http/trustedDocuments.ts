import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parse } from 'graphql';
import { gatewayError } from '../../errors';
import type { DocumentsConfig } from '../config';
import { HttpProblem } from './httpProblem';
import { StartupProblem } from '../startupProblem';

/** The document of an operation: its text, or the id of a document in the manifest. */
export interface DocumentRequest {
  readonly query?: unknown;
  readonly documentId?: unknown;
  readonly extensions?: unknown;
}

/**
 * Returns the text of the document that an operation names; undefined if it names none and its own
 * text counts. Errors: HttpProblem.
 */
export type FindDocument = (request: DocumentRequest, isRouter: boolean) => string | undefined;

/** The parts of an HTTP request that can name documents. */
export interface SentRequest {
  readonly search: string;
  readonly body: unknown;
}

/** Returns the request with the text of each document that it names. Errors: HttpProblem. */
export function withDocuments(
  { search, body }: SentRequest,
  findDocument: FindDocument,
  isRouter: boolean,
): SentRequest {
  const find: Find = (request) => findDocument(request, isRouter);
  if (body === undefined || body === null) return { search: inSearch(search, find), body };
  return { search, body: Array.isArray(body) ? body.map((one) => inBody(one, find)) : inBody(body, find) };
}

type Find = (request: DocumentRequest) => string | undefined;

function inBody(one: unknown, find: Find): unknown {
  if (typeof one !== 'object' || one === null) return one;
  const query = find(one as DocumentRequest);
  return query === undefined ? one : { ...one, query };
}

function inSearch(search: string, find: Find): string {
  const parameters = new URLSearchParams(search);
  const [documentId, query] = [parameters.get('documentId'), parameters.get('query')];
  const found = find({ ...(documentId !== null && { documentId }), query, extensions: extensionsOf(parameters) });
  if (found === undefined) return search;
  parameters.set('query', found);
  return `?${parameters.toString()}`;
}

function extensionsOf(parameters: URLSearchParams): unknown {
  try {
    return JSON.parse(parameters.get('extensions') ?? 'null');
  } catch {
    // GraphQL reports the mistake.
    return null;
  }
}

/**
 * Reads the manifest of documents that clients were built with. It is one of graphql-codegen
 * (`persistedDocuments`), or of Apollo's clients, with a list of `operations`. With `only`, other
 * documents are rejected, except those of routers, which write their own, and those of the
 * gateway's own pages (`ownDocuments`). Errors: StartupProblem.
 */
export function trustedDocuments(
  config: DocumentsConfig | null,
  ownDocuments: () => ReadonlySet<string> = () => new Set(),
): FindDocument {
  const only = config?.only === true;
  const byId = config === null ? new Map<string, string>() : readManifest(config.manifest);
  const texts = new Set(byId.values());
  return (request, isRouter) => {
    const id = idOf(request);
    const known = id === undefined ? undefined : byId.get(id);
    if (known !== undefined) return known;
    if (typeof request.documentId === 'string')
      throw refused(gatewayError('UNKNOWN_DOCUMENT', { id: request.documentId }));
    if (!only || isRouter) return undefined;
    if (typeof request.query === 'string' && (texts.has(request.query) || ownDocuments().has(request.query))) {
      return undefined;
    }
    throw refused(gatewayError('DOCUMENT_NOT_TRUSTED', {}));
  };
}

/**
 * Reads `documentId`, with or without the prefix of its hash, or the hash that Apollo's clients
 * send.
 */
function idOf({ documentId, extensions }: DocumentRequest): string | undefined {
  if (typeof documentId === 'string') return documentId.replace(/^sha256:/, '');
  const { persistedQuery } = (extensions ?? {}) as { persistedQuery?: { sha256Hash?: unknown } };
  const hash = persistedQuery?.sha256Hash;
  return typeof hash === 'string' ? hash : undefined;
}

function refused(error: ReturnType<typeof gatewayError>): HttpProblem {
  return new HttpProblem(400, error);
}

function readManifest(file: string): ReadonlyMap<string, string> {
  const documents = entriesOf(file);
  for (const [id, text] of documents) {
    try {
      parse(text);
    } catch (error) {
      throw problem(file, `the document ${id} is not GraphQL: ${(error as Error).message}`);
    }
  }
  // A client without a manifest names a document by its hash.
  const hashes = documents.map(([, text]) => [createHash('sha256').update(text).digest('hex'), text] as const);
  return new Map([...hashes, ...documents]);
}

function entriesOf(file: string): (readonly [id: string, text: string])[] {
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw problem(file, (error as Error).message);
  }
  const { operations } = (content ?? {}) as { operations?: unknown };
  const entries: (readonly [unknown, unknown])[] = Array.isArray(operations)
    ? operations.map((one: { id?: unknown; body?: unknown } | null) => [one?.id, one?.body])
    : Object.entries(Object(content) as Record<string, unknown>);
  if (entries.every(isEntry)) return entries;
  throw problem(file, 'it is neither an object of texts by their ids nor a list of `operations` with `id` and `body`');
}

function isEntry(one: readonly [unknown, unknown]): one is readonly [string, string] {
  return one.every((part) => typeof part === 'string');
}

function problem(file: string, reason: string): StartupProblem {
  return new StartupProblem(
    `TRUSTED_DOCUMENTS is ${file}, which is not a manifest of documents: ${reason}.\nWrite it with the \`persistedDocuments\` of graphql-codegen.`,
  );
}
