import { z } from 'zod';
import type { Limits } from '../../model/registry';
import { dimensionGrammar } from './dimension';
import { metricGrammar } from './metric';
import { roleGrammar } from './role';
import { tableGrammar } from './table';
import { name, text, wholeNumber, words } from './words';

/** The largest integer that GraphQL and timers accept. */
const most = 2_147_483_647;

export const timeZoneGrammar = words.describe(
  'Default IANA time zone of queries, such as Asia/Shanghai. One of the files must set it.',
);
export const localesGrammar = z
  .array(words, 'a list of language tags, such as [en, pt-BR]')
  .min(1, 'at least one language tag, such as en')
  .meta({
    description:
      'The locales of labels and descriptions, as language tags (BCP 47). The first is the default. Without it: that of `locale`; en and zh if `locale` is one of these or missing.',
  });
export const localeGrammar = words.meta({
  description: 'The default locale of labels and numbers, one of `locales`. Default: the first of `locales`, or en.',
});
export const currencyGrammar = words.describe('ISO 4217 code that `unit: currency` means.');

/** Limits of a registry that sets none. */
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
  maxAgeMs: 0,
};

function limit(name: keyof Limits, description: string, least = 1) {
  return wholeNumber(least, most).optional().meta({ description, default: DEFAULT_LIMITS[name] });
}

/** Limits of one request. */
export const limitsGrammar = z.strictObject({
  maxRows: limit('maxRows', 'Maximum number of rows in an answer.'),
  maxBuckets: limit(
    'maxBuckets',
    'Maximum number of buckets in an answer, and of buckets that a metric is measured over.',
  ),
  maxMetrics: limit('maxMetrics', 'Maximum number of metrics in a query.'),
  timeoutMs: limit('timeoutMs', 'Maximum time of a whole request, in milliseconds.'),
  maxCost: limit('maxCost', 'Maximum cost of a request in points: its statements plus writing its answer.'),
  costPerMinute: limit('costPerMinute', 'Maximum cost in points that one client may spend per minute.'),
  maxTokens: limit('maxTokens', 'Maximum number of tokens in a document.'),
  maxAliases: limit('maxAliases', 'Maximum number of aliased fields in a document, with fragments expanded.'),
  maxDirectives: limit('maxDirectives', 'Maximum number of directives in a document, with fragments expanded.'),
  maxExportRows: limit('maxExportRows', 'Maximum number of rows in an export.'),
  maxExportMs: limit('maxExportMs', 'Maximum time of an export until its last byte, in milliseconds.'),
  maxAgeMs: limit(
    'maxAgeMs',
    'How many milliseconds older than the data an answer may be. 0: an answer is kept only while the data is the same.',
    0,
  ),
});

/** A group of metrics: a chapter of the catalog. */
export const groupGrammar = z
  .strictObject({ label: text.describe('Display name.') })
  .meta({ id: 'Group', description: 'A group of metrics: a chapter of the catalog.' });

/** A file of the registry: any of the sections. A section may be spread over several files. */
export const fileGrammar = z
  .strictObject({
    timeZone: timeZoneGrammar.optional(),
    locale: localeGrammar.optional(),
    locales: localesGrammar.optional(),
    currency: currencyGrammar.optional(),
    limits: limitsGrammar.optional().describe('Limits of one request. A request beyond a limit fails.'),
    groups: z.record(name, groupGrammar).optional().describe('Groups of metrics: the chapters of the catalog.'),
    tables: z.record(name, tableGrammar).optional().describe('Tables that metrics are measured on.'),
    dimensions: z
      .record(name, dimensionGrammar)
      .optional()
      .describe('Dimensions: queries can group and filter numbers by them.'),
    metrics: z.record(name, metricGrammar).optional().describe('Metrics: the numbers that queries can ask for.'),
    roles: z
      .record(name, roleGrammar)
      .optional()
      .describe('Roles: which metrics, dimensions and rows their callers may see.'),
  })
  .meta({ title: 'A file of the registry', minProperties: 1 });
