import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { OPEN } from '../auth/identified';
import { assets, neededFiles, PAGE_HEADERS } from '../console/assets';
import { ROOT } from '../root';
import { docs } from './docs';
import { docHtml, foundHtml, POLICY, type DocAssets } from './html';
import { searchDocs, wordsOf } from './search';

/**
 * Adds the guides at `/docs/`, and `/docs/search?q=`. They show nothing of the registry or the
 * data, so they need no authentication. `/docs/errors.md`, as hints write it, leads to the page.
 */
export function docsRoutes(app: FastifyInstance): void {
  app.get('/docs', OPEN, (_request, reply) => reply.redirect('docs/'));
  app.get<{ Querystring: { q?: string | string[] } }>('/docs/search', OPEN, async ({ query: { q } }, reply) => {
    const [all, files] = await Promise.all([docs(), docAssets()]);
    const search = Array.isArray(q) ? q.join(' ') : (q ?? '');
    const words = wordsOf(search);
    return sendHtml(reply, foundHtml(all, search, words, searchDocs(all.pages, words), files));
  });
  app.get<{ Params: { '*': string } }>('/docs/*', OPEN, async ({ params: { '*': address } }, reply) => {
    const [all, files] = await Promise.all([docs(), docAssets()]);
    const page = all.pages.find((one) => one.address === address);
    if (page !== undefined) return sendHtml(reply, docHtml(all, page, files));
    if (all.images.includes(address)) return sendImage(reply, address);
    const named = all.pages.find(({ file, address: own }) => file === `docs/${address}` || `${own}.md` === address);
    if (named === undefined) return reply.callNotFound();
    const [name = ''] = named.address.split('/').slice(-1);
    return reply.redirect(`./${name}`);
  });
}

async function docAssets(): Promise<DocAssets> {
  const { version } = await assets();
  return { version, needs: neededFiles('docs') };
}

function sendHtml(reply: FastifyReply, html: string): FastifyReply {
  return reply
    .headers({ ...PAGE_HEADERS, 'content-security-policy': POLICY, 'cache-control': 'no-cache' })
    .type('text/html; charset=utf-8')
    .send(html);
}

async function sendImage(reply: FastifyReply, name: string): Promise<FastifyReply> {
  const content = await readFile(path.join(ROOT, 'docs', name));
  return reply
    .headers({ ...PAGE_HEADERS, 'cache-control': 'public, max-age=3600' })
    .type('image/png')
    .send(content);
}
