import type { FastifyInstance } from 'fastify';
import { askForText, prepareQuestion } from '../../answer/ask';
import type { Budgets } from '../../answer/budgets';
import { forExports } from '../../answer/exportPrepared';
import { GatewayError, type ErrorCode } from '../../errors';
import type { ReportInternal } from '../../graphql/errors';
import { requestContext } from '../../graphql/context';
import { ArgumentMistakes, exportedQuery } from '../../graphql/resolvers/exportQuestion';
import { schemaFor } from '../../graphql/schemaFor';
import { identityOf } from '../auth/identified';
import { viewerOf } from '../auth/viewerOf';
import { COMPRESSION } from '../http/bounds';
import { clientOf, type Admission } from '../http/admission';
import { HttpProblem } from '../http/httpProblem';
import type { Origins } from '../http/origins';
import { refuseCompressed } from '../http/refuseCompressed';
import type { Serving } from '../http/serving';
import { EXPORT_HINT, readExportRequest } from './exportRequest';
import { Delivery } from './delivery';
import { fileName } from './fileName';
import { refuseForeignPages } from './foreignPages';
import { BOM, FORMATS } from './formats';

interface ExportOptions {
  readonly report: ReportInternal;
  readonly corsOrigins: Origins;
  readonly admission: Admission;
  readonly budgets: Budgets;
}

/** `/export.csv` and `/export.ndjson`: what `metrics` answers to the same arguments, as a file of any length. */
export function exportRoutes(
  app: FastifyInstance,
  serving: Serving,
  { report, corsOrigins, admission, budgets }: ExportOptions,
): void {
  for (const format of FORMATS) {
    app.route({
      method: ['HEAD', 'GET', 'POST'],
      url: `/export.${format.extension}`,
      config: { hint: EXPORT_HINT },
      compress: { ...COMPRESSION, customTypes: /^(text\/csv|application\/(x-nd)?json)\b/ },
      onRequest: [admission.admit, refuseForeignPages(corsOrigins), refuseCompressed],
      handler: async (request, reply) => {
        const { gateway: served, services } = serving.current;
        const now = Date.now();
        const viewer = viewerOf(identityOf(request), served.registry);
        const exportRequest = readExportRequest(request, format);
        const gateway = forExports(served);
        const delivery = new Delivery(reply, report);
        const client = clientOf(request);
        const budget = budgets.begin(gateway, client);
        const from = { client, signal: delivery.signal, budget, viewer, services };
        const { asker, view } = requestContext(gateway, now, from);
        try {
          const query = exportedQuery(
            { view, schema: schemaFor(served.registry, viewer) },
            exportRequest.arguments,
            now,
          );
          const prepared = prepareQuestion(gateway, { query });
          const writer = format.writer(query);
          const head = `${exportRequest.bom ? BOM : ''}${writer.head}`;
          const headers = {
            'content-type': format.type,
            'content-disposition': `attachment; filename="${fileName(query, prepared.plan.range, format)}"`,
            'cache-control': 'no-store',
            'x-content-type-options': 'nosniff',
          };
          // HEAD needs only the headers: nothing is paid for, and nothing runs.
          if (request.method === 'HEAD') return reply.headers(headers).send();
          const text = await askForText({ gateway, asker }, prepared, { ...writer, head });
          return delivery.send(text, headers, asker.deadline);
        } catch (error) {
          throw inHttp(error);
        } finally {
          // Nobody holds its rows: they are read as the client takes them.
          budget.end();
        }
      },
    });
  }
}

/** What is the fault of nobody who asks; everything else that has a code is a mistake. */
const STATUS: Partial<Record<ErrorCode, number>> = {
  QUERY_TIMEOUT: 504,
  CANCELLED: 503,
  ENGINE_UNAVAILABLE: 503,
  RATE_LIMITED: 429,
};

function inHttp(error: unknown): unknown {
  if (error instanceof ArgumentMistakes) return new HttpProblem(400, ...error.mistakes);
  return error instanceof GatewayError ? new HttpProblem(STATUS[error.code] ?? 400, error) : error;
}
