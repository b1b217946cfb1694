import fastify from 'fastify';
import { once } from 'node:events';
import { request as send } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { handleErrors } from '../../src/server/http/httpErrors';
import { reportingError } from '../../src/steps';
import { until } from '../eventually';

/**
 * A client that left before the first byte of a file or of a large answer was logged and counted as
 * INTERNAL, with the error "Premature close".
 */
test.each(['while its answer is prepared', 'when its answer begins'])(
  'a client that leaves %s is no error',
  async (when) => {
    const reported: unknown[] = [];
    const note = (error: unknown) => void reported.push(error);
    reportingError.subscribe(note);
    const silent = new Readable({ read: () => undefined });
    let isAsked = false;
    const app = fastify();
    handleErrors(app, {
      report: (_, error) => note(error),
      reference: () => 'reference',
      sendNotFound: () => Promise.reject(new Error('no page')),
    });
    app.post('/left', async (_, reply) => {
      isAsked = true;
      if (when === 'while its answer is prepared') await once(reply.raw, 'close');
      return reply.send(silent);
    });
    app.get('/fails', () => Promise.reject(new Error('a bug')));
    await app.listen({ host: '127.0.0.1', port: 0 });
    const { port } = app.server.address() as AddressInfo;
    const headers = { 'content-type': 'application/json' };
    const sent = send({ host: '127.0.0.1', port, path: '/left', method: 'POST', headers, agent: false });
    sent.on('error', () => undefined).end('{}');
    await until(() => isAsked);
    sent.destroy();
    await until(() => silent.destroyed);
    // A later error is reported, and nothing before it.
    await app.inject('/fails');
    await app.close();
    reportingError.unsubscribe(note);
    expect(reported).toEqual([new Error('a bug'), { code: 'INTERNAL' }]);
  },
);
