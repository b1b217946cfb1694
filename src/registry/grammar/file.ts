import { z } from 'zod';
import { dimensionGrammar } from './dimension';
import { metricGrammar } from './metric';
import { tableGrammar } from './table';
import { name, text, wholeNumber, words } from './words';

/** As far as the numbers of GraphQL and of timers go. */
const most = 2_147_483_647;

export const timeZoneGrammar = words.describe('IANA zone of a query that names none, such as Asia/Shanghai.');
export const localeGrammar = z
  .enum(['en', 'zh'])
  .describe('Language of labels where a query names none; en unless given.');
export const currencyGrammar = words.describe('ISO 4217 code of `unit: currency`.');

/** Bounds of one request. */
export const limitsGrammar = z.strictObject({
  maxRows: wholeNumber(1, most).optional().describe('Rows of an answer.'),
  maxBuckets: wholeNumber(1, most).optional().describe('Buckets of an answer, and those a metric is measured over.'),
  maxMetrics: wholeNumber(1, most).optional().describe('Metrics of a query.'),
  timeoutMs: wholeNumber(1, most).optional().describe('Milliseconds a query may take.'),
});

/** A chapter of the definition table. */
export const groupGrammar = z
  .strictObject({ label: text })
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
  })
  .meta({ title: 'A file of the registry', minProperties: 1 });
