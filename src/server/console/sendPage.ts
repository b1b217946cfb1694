import type { FastifyReply } from 'fastify';
import { randomBytes } from 'node:crypto';
import { assets, neededFiles, PAGE_HEADERS } from './assets';
import { pageHtml, policy, type PageContent } from './html';

export interface SentPage extends Pick<PageContent, 'entry' | 'language' | 'settings'> {
  /** The path from the page to the gateway's root: `./`, `../`, and so on. */
  readonly root: string;
}

/** Sends the HTML of a page, with a nonce of its own. */
export async function sendPage(reply: FastifyReply, { root, ...page }: SentPage): Promise<FastifyReply> {
  const { version } = await assets();
  const nonce = randomBytes(16).toString('base64');
  return reply
    .headers({ ...PAGE_HEADERS, 'content-security-policy': policy(page.entry, nonce), 'cache-control': 'no-store' })
    .type('text/html; charset=utf-8')
    .send(pageHtml({ ...page, assets: `${root}assets/${version}`, needs: neededFiles(page.entry), nonce }));
}
