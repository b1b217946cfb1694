import type { FastifyInstance } from 'fastify';
import type { Warning } from '../../answer/warning';
import { metaOf } from '../../answer/answerQuery';
import { askForText, prepareQuestion } from '../../answer/ask';
import { beginBeside } from '../../answer/beside';
import type { Budgets } from '../../answer/budgets';
import { forExports } from '../../answer/exportPrepared';
import { GatewayError, type ErrorCode } from '../../errors';
import type { ReportInternal } from '../../graphql/errors';
import { requestContext } from '../../graphql/context';
import { ArgumentMistakes, exportedQuery, type ArgumentMistake } from '../../graphql/resolvers/exportQuestion';
import { schemaFor } from '../../graphql/schemaFor';
import { roleWithoutIntrospection, withoutGuess } from '../../graphql/validation/introspection';
import { identityOf } from '../auth/identified';
import { viewerOf } from '../auth/viewerOf';
import { COMPRESSION } from '../http/bounds';
import { cachingOf, knownTags } from '../http/cacheControl';
import { clientOf, type Admission } from '../http/admission';
import { HttpProblem } from '../http/httpProblem';
import type { Origins } from '../http/origins';
import { refuseCompressed } from '../http/refuseCompressed';
import { payForText, searchOf } from '../http/requestText';
import type { Serving } from '../http/serving';
import { EXPORT_HINT, readExportRequest } from './exportRequest';
import { Delivery } from './delivery';
import { exportTag } from './exportTag';
import { fileName } from './fileName';
import { refuseForeignPages } from './foreignPages';
import { BOM, FORMATS } from './formats';

interface ExportOptions {
  readonly report: ReportInternal;
  readonly corsOrigins: Origins;
  readonly admission: Admission;
  readonly budgets: Budgets;
}

/**
 * Adds `/export.csv`, `/export.json` and `/export.ndjson`: the answer of `metrics` to the same
 * arguments, as a file of any length.
 */
export function exportRoutes(
  app: FastifyInstance,
  serving: Serving,
  { report, corsOrigins, admission, budgets }: ExportOptions,
): void {
  for (const format of FORMATS) {
    app.route({
      method: ['HEAD', 'GET', 'POST'],
      url: `/export.${format.extension}`,
      config: { hint: EXPORT_HINT, takesLinks: true },
      compress: { ...COMPRESSION, customTypes: /^(text\/csv|application\/(x-nd)?json)\b/ },
      onRequest: [admission.admit, refuseForeignPages(corsOrigins), refuseCompressed],
      handler: async (request, reply) => {
        const { gateway: served, services } = serving.current;
        const now = Date.now();
        const viewer = viewerOf(identityOf(request), served.registry);
        const gateway = forExports(served);
        const client = clientOf(request);
        const budget = budgets.begin(gateway, client);
        payForText({ search: searchOf(request), body: request.body }, budget);
        const exportRequest = readExportRequest(request, format);
        const delivery = new Delivery(reply, report);
        const from = { client, signal: delivery.signal, budget, viewer, services };
        const { asker, view, kept } = requestContext(gateway, now, from);
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
          const tagged = request.method === 'POST' ? null : await exportTag(kept!, query, [format.extension, head]);
          const isKnown = tagged !== null && (await tagged.isAmong(knownTags(request)));
          // HEAD returns the headers of a GET. They are known here, so no statement runs.
          if (isKnown || request.method === 'HEAD') {
            const caching = tagged === null ? {} : cachingOf(reply, tagged.tag);
            return isKnown ? reply.code(304).headers(caching).send() : reply.headers({ ...headers, ...caching }).send();
          }
          const beside = beginBeside({ gateway, services, asker }, query, { freshness: false, warnings: true });
          // Not beside the rows: these keep a connection, and the embedded database has only one.
          const warnings = await beside.warnings!(metaOf(gateway.registry, prepared, 0, 0));
          const text = await askForText({ gateway, asker }, prepared, { ...writer, head });
          const caching = tagged === null ? {} : cachingOf(reply, tagged.tag);
          return delivery.send(text, { ...headers, ...caching, ...warningHeader(warnings) }, asker.deadline);
        } catch (error) {
          throw inHttp(error, roleWithoutIntrospection(served.registry, viewer) === null);
        } finally {
          // The budget keeps no rows: they are sent as they arrive.
          budget.end();
        }
      },
    });
  }
}

/** The codes of warnings, each once. Their texts are in `meta.warnings` of the same query. */
function warningHeader(warnings: readonly Warning[]): Readonly<Record<string, string>> {
  const codes = new Set(warnings.map(({ code }) => code));
  return codes.size === 0 ? {} : { 'metergate-warnings': [...codes].join(', ') };
}

/** The codes that are no mistake of the client. Every other code means status 400. */
const STATUS: Partial<Record<ErrorCode, number>> = {
  QUERY_TIMEOUT: 504,
  CANCELLED: 503,
  ENGINE_UNAVAILABLE: 503,
  RATE_LIMITED: 429,
};

/** Suggestions reveal names, so only a viewer who may read the schema gets them. */
function inHttp(error: unknown, mayGuess: boolean): unknown {
  if (error instanceof ArgumentMistakes) {
    const [first, ...more] = error.mistakes;
    const told = (mistake: ArgumentMistake) =>
      mayGuess ? mistake : { ...mistake, message: withoutGuess(mistake.message) };
    return new HttpProblem(400, told(first), ...more.map(told));
  }
  return error instanceof GatewayError ? new HttpProblem(STATUS[error.code] ?? 400, error) : error;
}
