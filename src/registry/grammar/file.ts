import { z } from 'zod';
import type { Limits } from '../../model/registry';
import { dimensionGrammar } from './dimension';
import { metricGrammar } from './metric';
import { roleGrammar } from './role';
import { tableGrammar } from './table';
import { name, text, wholeNumber, words } from './words';

/** As far as the numbers of GraphQL and of timers go. */
const most = 2_147_483_647;

export const timeZoneGrammar = words.describe(
  'IANA zone of a query that names none, such as Asia/Shanghai; one of the files gives it.',
);
export const localeGrammar = z
  .enum(['en', 'zh'])
  .meta({ description: 'Language of labels where a query names none.', default: 'en' });
export const currencyGrammar = words.describe('ISO 4217 code of `unit: currency`.');

/** Bounds of a registry that gives none. */
export const DEFAULT_LIMITS: Limits = {
  maxRows: 10_000,
  maxBuckets: 10_000,
  maxMetrics: 50,
  timeoutMs: 30_000,
  maxCost: 20_000,
  costPerMinute: 100_000,
  maxTokens: 20_000,
  maxAliases: 200,
  maxDirectives: 100,
  maxExportRows: 1_000_000,
  maxExportMs: 300_000,
};

function limit(name: keyof Limits, description: string) {
  return wholeNumber(1, most).optional().meta({ description, default: DEFAULT_LIMITS[name] });
}

/** Bounds of one request. */
export const limitsGrammar = z.strictObject({
  maxRows: limit('maxRows', 'Rows of an answer.'),
  maxBuckets: limit('maxBuckets', 'Buckets of an answer, and those a metric is measured over.'),
  maxMetrics: limit('maxMetrics', 'Metrics of a query.'),
  timeoutMs: limit('timeoutMs', 'Milliseconds a request may take, with all it asks for.'),
  maxCost: limit('maxCost', 'Points that a request may cost, its statements and the writing of its answer together.'),
  costPerMinute: limit('costPerMinute', 'Points that one client may spend in a minute.'),
  maxTokens: limit('maxTokens', 'Words and signs of a document.'),
  maxAliases: limit('maxAliases', 'Fields of a document under another name, fragments written out.'),
  maxDirectives: limit('maxDirectives', 'Directives of a document, fragments written out.'),
  maxExportRows: limit('maxExportRows', 'Rows of an export.'),
  maxExportMs: limit('maxExportMs', 'Milliseconds an export may take, to its last byte.'),
});

/** A chapter of the definition table. */
export const groupGrammar = z
  .strictObject({ label: text.describe('Its name for people.') })
  .meta({ id: 'Group', description: 'A chapter of the definition table.' });

/** A file of the registry: any of the sections, each of which may be spread over files. */
export const fileGrammar = z
  .strictObject({
    timeZone: timeZoneGrammar.optional(),
    locale: localeGrammar.optional(),
    currency: currencyGrammar.optional(),
    limits: limitsGrammar.optional().describe('Bounds of one request; exceeding one is an error.'),
    groups: z.record(name, groupGrammar).optional().describe('Chapters of the definition table.'),
    tables: z.record(name, tableGrammar).optional().describe('Tables that metrics are made of.'),
    dimensions: z.record(name, dimensionGrammar).optional().describe('What numbers can be grouped and filtered by.'),
    metrics: z.record(name, metricGrammar).optional().describe('The definition table.'),
    roles: z.record(name, roleGrammar).optional().describe('Who may see what.'),
  })
  .meta({ title: 'A file of the registry', minProperties: 1 });
