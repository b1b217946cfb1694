import { z } from 'zod';
import { PICTURES } from '../query/dashboard';
import { metricKey, MOST_UNITS, text, wholeNumber, words } from '../registry/grammar/words';
import { GRAINS } from '../time/grain';

/*
 * As in the registry's grammar, the message of a schema names the expected value, and descriptions
 * appear in the author's editor.
 */

const dimensionKey = z.string('the key of a dimension').describe('A key of `dimensions`.');
const timePoint = words.describe('A date such as 2026-10-01, or an instant such as 2026-10-01T00:00:00+08:00.');
const grain = z.enum(GRAINS);

const rangeGrammar = z
  .strictObject({
    last: wholeNumber(0, MOST_UNITS).optional().describe('The number of whole units before the current one.'),
    unit: grain.optional().describe('The unit of `last`.'),
    includeCurrent: z.boolean('true or false').optional().describe('With `last`: adds the current unit.'),
    from: timePoint.optional(),
    to: timePoint.optional(),
    through: words.optional().describe('The last date of the range. Instead of `to`.'),
  })
  .meta({ id: 'Range', description: 'Either `last` with `unit`, or `from` with `to` or `through`.' });

const comparisonGrammar = z
  .strictObject({
    previousPeriod: z
      .boolean('true or false')
      .optional()
      .describe('The period of the same length right before the range.'),
    shift: wholeNumber(1, 100_000).optional().describe('The range, moved back by this many units.'),
    unit: grain.optional().describe('The unit of `shift`.'),
  })
  .meta({ id: 'Comparison', description: 'Either `previousPeriod: true`, or `shift` with `unit`.' });

const value = z.union([z.string(), z.number()], 'a text');
const values = z.array(value, 'a list of values');
/** Conditions on one dimension. */
export const conditionGrammar = z
  .strictObject(
    {
      eq: value.optional().describe('Is equal to this.'),
      ne: value.optional().describe('Is not equal to this, or has no value.'),
      in: values.optional().describe('Is one of these.'),
      notIn: values.optional().describe('Is none of these, or has no value.'),
      contains: z.string('a text').optional().describe('Contains this text.'),
      startsWith: z.string('a text').optional().describe('Starts with this text.'),
      endsWith: z.string('a text').optional().describe('Ends with this text.'),
      isNull: z.boolean('true or false').optional().describe('Has no value (true), or has one (false).'),
      ignoreCase: z
        .boolean('true or false')
        .optional()
        .describe('Whether these conditions take capital and small letters of texts for the same.'),
    },
    'a condition such as `{ eq: … }`',
  )
  .meta({ id: 'Condition', description: 'Conditions on one dimension. All of them must hold.' });

type Conditions = { and?: Conditions[] | undefined; or?: Conditions[] | undefined; not?: Conditions | undefined };
/** An expected condition. */
export const SOME_CONDITION = 'a condition on a dimension, such as `channel: { eq: web }`';
const whereGrammar: z.ZodType<Conditions> = z
  .object(
    {
      get and() {
        return z.array(whereGrammar, 'a list').optional().describe('All of these hold.');
      },
      get or() {
        return z.array(whereGrammar, 'a list').optional().describe('At least one of these holds.');
      },
      get not() {
        return whereGrammar.optional().describe('This does not hold.');
      },
    },
    SOME_CONDITION,
  )
  .catchall(conditionGrammar)
  .refine((fields) => Object.keys(fields).length > 0, SOME_CONDITION)
  .meta({
    id: 'Where',
    description: 'Conditions on dimensions, as in `where` of a query. All of them must hold.',
    minProperties: 1,
  }) as never;

const topGrammar = z
  .strictObject({
    n: wholeNumber(1, MOST_UNITS).describe('The number of groups to keep.'),
    by: metricKey.optional().describe('The metric to rank by. Default: the first metric of the tile.'),
    of: z
      .array(dimensionKey, 'a list of dimensions')
      .min(1, 'at least one dimension')
      .optional()
      .describe('Ranks the values of these dimensions. Default: all of `groupBy`.'),
    direction: z.enum(['asc', 'desc']).optional().meta({
      description: '`desc` keeps the greatest values, `asc` the least.',
      default: 'desc',
    }),
    others: z.boolean('true or false').optional().meta({
      description: 'Combines all other groups into one. Otherwise they are left out. A `share` always has it.',
      default: false,
    }),
  })
  .meta({ id: 'Top', description: 'Keeps the groups with the greatest values over the whole range.' });

/** The fields of the query that a dashboard sets for all its tiles, and a tile for itself. */
const defaults = {
  range: rangeGrammar.optional().describe('The time range.'),
  grain: grain.optional().describe('The width of a bucket. Default: a day.'),
  timeZone: words.optional().describe("An IANA time zone. Default: the registry's."),
};

const tileGrammar = z
  .strictObject({
    metrics: z.array(metricKey, 'a list of metrics').min(1, 'at least one metric').describe('The metrics of the tile.'),
    picture: z
      .enum(PICTURES)
      .describe(
        'How the numbers are shown. `number`: one number for each metric. `stacked` and `share`: parts of a whole.',
      ),
    title: text.optional().describe('Default: the labels of the metrics and of the dimensions that group them.'),
    width: wholeNumber(1, 4).optional().describe('The width in columns. A row of the page has four.'),
    groupBy: z
      .array(dimensionKey, 'a list of dimensions')
      .optional()
      .describe('The dimensions that group the numbers.'),
    top: topGrammar.optional(),
    ...defaults,
    where: whereGrammar.optional().describe('Conditions in addition to those of the dashboard.'),
    ignore: z
      .array(dimensionKey, 'a list of dimensions')
      .optional()
      .describe("Dimensions whose conditions in the dashboard's `where` do not apply to this tile."),
    compare: z
      .union([z.enum(['none']), comparisonGrammar], 'a comparison such as `previousPeriod: true`, or `none`')
      .optional()
      .describe('The comparison period. `none`: no comparison, even if the dashboard has one.'),
  })
  .meta({ id: 'Tile', description: 'A query and a picture of its answer.' });

/** A tile without its conditions, each of which is checked on its own. */
export const tileHead = tileGrammar.extend({ where: z.unknown() });

/** A section without its tiles, each of which is checked on its own. */
export const sectionHead = z.strictObject({
  title: text.optional().describe('Default: the label of `group`.'),
  group: z
    .string('the key of a group')
    .optional()
    .describe('A key of `groups`: the metrics that the section is about.'),
  tiles: z.array(z.unknown(), 'a list of tiles').min(1, 'at least one tile').max(50, 'at most 50 tiles'),
});

const sectionGrammar = sectionHead
  .extend({ tiles: z.array(tileGrammar).min(1).max(50).describe('The tiles, in the order of the page.') })
  .meta({ id: 'Section', description: 'A part of the dashboard: tiles that belong together.' });

/** A dashboard without its conditions and sections, each of which is checked on its own. */
export const dashboardHead = z.strictObject({
  title: text.describe('Display name.'),
  description: text.optional().describe('Description for people.'),
  order: wholeNumber(0, MOST_UNITS)
    .optional()
    .describe('The position in the list of dashboards: the least comes first. Those without it follow, by key.'),
  ...defaults,
  where: z.unknown(),
  compare: comparisonGrammar.optional().describe('The comparison period.'),
  sections: z.array(z.unknown(), 'a list of sections').min(1, 'at least one section').max(50, 'at most 50 sections'),
});

export const dashboardGrammar = dashboardHead
  .extend({
    where: whereGrammar.optional().describe('Conditions on all tiles. A tile may `ignore` them.'),
    sections: z.array(sectionGrammar).min(1).max(50).describe('The sections, in the order of the page.'),
  })
  .meta({ title: 'A dashboard' });

export type DashboardHead = Partial<z.output<typeof dashboardHead>>;
export type TileFields = Partial<z.output<typeof tileHead>>;
