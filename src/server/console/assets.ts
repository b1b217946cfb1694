import type { FastifyInstance } from 'fastify';
import path from 'node:path';
import { OPEN } from '../auth/identified';
import { consoleBundle, type Bundle } from './bundle';
import { plain } from './compress';
import type { Needs } from './html';

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ttf': 'font/ttf',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
};

/** Headers of all pages and their files. */
export const PAGE_HEADERS = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
};

/**
 * Adds the scripts, styles and fonts of all pages at `/assets/VERSION/FILE`. A browser keeps them,
 * because another version has another address.
 */
export function assetRoutes(app: FastifyInstance): void {
  app.get<{ Params: { version: string; file: string } }>(
    '/assets/:version/:file',
    OPEN,
    async ({ params: { version, file }, headers }, reply) => {
      const bundle = await assets();
      if (version !== bundle.version) return reply.callNotFound();
      const compressed = /\bbr\b/.test(headers['accept-encoding'] ?? '') ? bundle.files.get(`${file}.br`) : undefined;
      const content = compressed ?? (await plain(bundle.files, file));
      if (content === undefined) return reply.callNotFound();
      if (compressed !== undefined) void reply.header('content-encoding', 'br');
      return reply
        .headers({ ...PAGE_HEADERS, 'cache-control': 'public, max-age=31536000, immutable', vary: 'accept-encoding' })
        .type(TYPES[path.extname(file)] ?? 'application/octet-stream')
        .send(content);
    },
  );
}

let made: Promise<Bundle> | undefined;
let documents: ReadonlySet<string> = new Set();
let needs: Needs = { console: [], graphiql: [], docs: [] };

/** The GraphQL documents of the console; none before a page can be served. */
export function consoleDocuments(): ReadonlySet<string> {
  return documents;
}

/** The files that a document needs at once (compile.ts); none before a page can be served. */
export function neededFiles(entry: keyof Needs): readonly string[] {
  return needs[entry];
}

/**
 * Returns the bundle, made once for all servers of the process. After a failure, the next call
 * tries again. It calls `onBuild` if the bundle is built now.
 */
export function assets(onBuild: () => void = () => undefined): Promise<Bundle> {
  made ??= consoleBundle(onBuild).then(
    async (bundle) => {
      documents = new Set(JSON.parse(String(await plain(bundle.files, 'documents.json'))) as string[]);
      needs = JSON.parse(String(await plain(bundle.files, 'needs.json'))) as Needs;
      return bundle;
    },
    (error: unknown) => {
      made = undefined;
      throw error;
    },
  );
  return made;
}
